import type { Computed } from "../../../domain/world.ts";
import { NotEdited } from "./not-edited.ts";

/** Asks the real sed, whose expressions these are. */
export type AskSed = (args: readonly string[], input: string) => Computed | undefined;

/** `s/pattern/replacement/g`, its parts as they were typed. */
export interface Substitution {
  readonly pattern: string;
  readonly replacement: string;
  readonly isGlobal: boolean;
}

/** The rows that match, counted from 0. */
export function matchingRows(ask: AskSed, pattern: string, text: string): readonly number[] {
  if (text === "") return [];
  checkPattern(pattern, text);
  const found = ask(["-n", "-e", `/${pattern}/=`], text);
  if (found === undefined || found.status !== 0) throw new NotEdited();
  return found.output
    .split("\n")
    .slice(0, -1)
    .map((row) => Number(row) - 1);
}

/** The text with each row changed; the number of rows stays. */
export function substituteRows(
  ask: AskSed,
  { pattern, replacement, isGlobal }: Substitution,
  text: string,
): string {
  checkPattern(pattern, text);
  // ed gives up where nothing at all is replaced again and again.
  if (isGlobal && matchingRows(ask, pattern, "\n").length > 0) throw new NotEdited();
  // `%` alone is the last replacement, and `~` is in vi; other letters behind a backslash differ.
  if (/^%$|~|\\[^\\/&1-9]|\n/.test(replacement)) throw new NotEdited();
  if (/[^ -\u007e\t]/.test(replacement)) throw new NotEdited();
  const made = ask(["-e", `s/${pattern}/${replacement}/${isGlobal ? "g" : ""}`], text);
  if (made === undefined || made.status !== 0) throw new NotEdited();
  return made.output;
}

/** Only what ed, vi and sed read alike. */
function checkPattern(pattern: string, text: string): void {
  const isStrange = /\\[^.*[\]^$/\\()]|\[[^\]]*\\|[~\n]/.test(pattern);
  const plain = pattern.replace(/\\./g, "");
  const isWhole = !/\[(?!\^?\]?[^\][]+\])/.test(plain);
  const isAscii = /^[\t\n -~]*$/.test(pattern + text);
  if (pattern === "" || isStrange || !isWhole || !isAscii) throw new NotEdited();
}
