import type { ShellState } from "../state.ts";

/** The value of a plain variable as far as it is known; undefined when it is not set. */
export function plainValue(state: ShellState, name: string): string | undefined {
  return state.variables.get(name)?.values.get("0")?.text;
}

const usualSeparators = " \t\n";

/** The characters at which words are split. */
export function fieldSeparators(state: ShellState): string {
  return plainValue(state, "IFS") ?? usualSeparators;
}

/** What stands between the elements of `"$*"`. */
export function starJoiner(state: ShellState): string {
  const separators = fieldSeparators(state);
  return String.fromCodePoint(...Array.from(separators.slice(0, 2), codeOf).slice(0, 1));
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
