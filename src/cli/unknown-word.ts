import { nearNames } from "../domain/near-names.ts";
import { showName } from "../domain/text.ts";

/** That there is no such thing, and which one may have been meant: `option`, `subcommand`. */
export function describeUnknown(
  kind: string,
  word: string,
  known: readonly string[],
  meant?: string,
): string {
  const near = meant ?? nearNames(word, known, 1)[0];
  const more = near === undefined ? "" : `; did you mean ${near}?`;
  return `there is no ${kind} ${showName(word)}${more}`;
}
