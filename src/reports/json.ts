import { encodeBytes, hasEscapedBytes } from "../domain/bytes.ts";
import type { EffectSummary, Review } from "../domain/review.ts";

/** The review as the contract's `handrail/review@1`, one object on one line. */
export function reviewToJson(review: Review): string {
  return JSON.stringify(reviewToObject(review));
}

/** The same as an object, for what holds a review among other things. */
export function reviewToObject(review: Review): Record<string, unknown> {
  const { line, argv, directory, user, level, decision, confirm, confirmWords } = review;
  return {
    schema: "handrail/review@1",
    line: toPlain(line),
    argv: argv === null ? null : argv.map(toPlain),
    cwd: toPlain(directory),
    user,
    level,
    decision,
    confirm,
    confirmWords,
    undo: review.undo.grade,
    ...(review.undo.reason === undefined ? {} : { undoReason: review.undo.reason }),
    ...(review.undo.copy === undefined ? {} : { undoCopy: review.undo.copy }),
    findings: review.findings.map((finding) => ({ ...finding, paths: finding.paths.map(toPlain) })),
    effects: review.effects.map((effect) => withPathBytes(inContractTerms(effect))),
    ...(review.atLeast === true ? { atLeast: true } : {}),
    unknown: review.unknown.map(({ span, reason }) => ({ span, reason })),
  };
}

/**
 * The contract has no kind of its own for what git keeps: to the other side it is network, here it
 * is written or deleted.
 */
function inContractTerms(effect: EffectSummary): EffectSummary {
  if (effect.kind !== "repository") return effect;
  const { detail = "" } = effect;
  const isRemote = /^(?:rewrite|delete)-remote /.test(detail);
  const kind = isRemote ? "network" : detail.startsWith("store ") ? "write" : "delete";
  return { ...effect, kind };
}

/** A path that is not UTF-8 is shown with U+FFFD and given exactly in base64. */
export function withPathBytes(entry: object & { readonly path?: string }): Record<string, unknown> {
  const { path, ...rest } = entry;
  if (path === undefined) return { ...rest };
  if (!hasEscapedBytes(path)) return { path, ...rest };
  return { path: toPlain(path), pathBytes: toBase64(encodeBytes(path)), ...rest };
}

function toPlain(text: string): string {
  return text.toWellFormed();
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
