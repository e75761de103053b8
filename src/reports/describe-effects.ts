import type { EffectKind } from "../domain/effect.ts";
import type { EffectSummary, Review } from "../domain/review.ts";
import { countOf, formatCount, formatSize, showName } from "../domain/text.ts";

const verbs: Partial<Record<EffectKind, string>> = {
  create: "makes",
  write: "writes",
  delete: "deletes",
  move: "moves",
  link: "links",
  metadata: "permits",
  device: "device",
  process: "process",
  "run-code": "runs",
};

/** A label and a text for each effect, at most `maximum` of them, and how many are left out. */
export function describeEffects(
  review: Review,
  maximum: number,
): { readonly rows: readonly (readonly [label: string, text: string])[]; readonly more: number } {
  const shown = review.effects.slice(0, maximum);
  const rows = shown.map(
    (effect) => [verbs[effect.kind] ?? effect.kind, describeEffect(effect)] as const,
  );
  return { rows, more: review.effects.length - shown.length };
}

/** What an effect concerns, how many and how large. */
function describeEffect(effect: EffectSummary): string {
  const name = showName(effect.path ?? effect.detail ?? effect.program ?? "");
  const from =
    effect.kind === "move" && effect.detail !== undefined ? `${showName(effect.detail)} to ` : "";
  const facts = [
    ...(effect.kind === "write" ? [describeWriting(effect)] : []),
    ...(effect.kind === "metadata" ? ["owner or permissions change"] : []),
    ...(effect.count === undefined || effect.kind === "write" ? [] : [describeCount(effect)]),
    ...(effect.size === undefined ? [] : [formatSize(effect.size)]),
  ].filter((fact) => fact !== "");
  return `${from}${name}${facts.length > 0 ? `  (${facts.join(", ")})` : ""}`;
}

function describeCount({ count = 1, atLeast }: EffectSummary, noun = "thing"): string {
  return atLeast === true ? `at least ${formatCount(count)} ${noun}s` : countOf(count, noun);
}

/** What happens to the bytes of one file, or of several in a folder. */
function describeWriting(effect: EffectSummary): string {
  const files = effect.count === undefined ? undefined : describeCount(effect, "file");
  switch (effect.detail) {
    case "append":
      return files === undefined ? "adds at the end" : `adds at the end of ${files} in it`;
    case "partly":
      return files === undefined ? "changes in place" : `changes ${files} in it in place`;
    default:
      return files === undefined ? "replaces what is in it" : `replaces what is in ${files} there`;
  }
}
