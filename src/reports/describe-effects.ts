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
    ...(effect.kind === "write" ? [howWritten(effect.detail)] : []),
    ...(effect.kind === "metadata" ? ["owner or permissions change"] : []),
    ...(effect.count === undefined ? [] : [describeCount(effect)]),
    ...(effect.size === undefined ? [] : [formatSize(effect.size)]),
  ].filter((fact) => fact !== "");
  return `${from}${name}${facts.length > 0 ? `  (${facts.join(", ")})` : ""}`;
}

function describeCount(effect: EffectSummary): string {
  const things = countOf(effect.count ?? 1, "thing");
  return effect.atLeast === true ? `at least ${formatCount(effect.count ?? 1)} things` : things;
}

function howWritten(how: string | undefined): string {
  switch (how) {
    case "append":
      return "adds at the end";
    case "partly":
      return "changes in place";
    default:
      return "replaces what is in it";
  }
}
