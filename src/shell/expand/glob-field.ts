import { fail } from "./failures.ts";
import { expandGlob, TooManyNames } from "./glob.ts";
import { hasWildcards } from "./glob-text.ts";
import { escapePattern, type Run } from "./segments.ts";
import type { Field } from "./split.ts";

/** The file names that a field matches, or its own text. */
export function globField(
  field: Field,
  run: Run,
): readonly { readonly text: string; readonly unknown?: string }[] {
  const text = field.pieces.map((piece) => piece.text).join("");
  if (field.unknown !== undefined) return [{ text, unknown: field.unknown }];
  const { state } = run.context;
  if (state.setOptions.has("noglob") || !mayMatch(field)) return [{ text }];
  const pattern = field.pieces
    .map((piece) => (piece.isQuoted ? escapePattern(piece.text) : piece.text))
    .join("");
  const isBash = state.dialect === "bash";
  if (!hasWildcards(pattern, isBash && state.shoptOptions.has("extglob"))) return [{ text }];
  const names = findNames(pattern, run);
  if (names === undefined) return [{ text, unknown: "the pattern leads through too many files" }];
  run.origins.push({ kind: "glob", pattern: text, matches: names.length });
  if (names.length > 0) return names.map((name) => ({ text: name }));
  if (isBash && state.shoptOptions.has("failglob")) fail(run, `no match: ${text}`);
  return isBash && state.shoptOptions.has("nullglob") ? [] : [{ text }];
}

function findNames(pattern: string, run: Run): readonly string[] | undefined {
  try {
    return expandGlob(pattern, run.context);
  } catch (error) {
    if (error instanceof TooManyNames) return undefined;
    throw error;
  }
}

function mayMatch(field: Field): boolean {
  return field.pieces.some((piece) => !piece.isQuoted && /[*?[(]/.test(piece.text));
}
