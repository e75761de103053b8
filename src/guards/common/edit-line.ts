import type { Argument } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord } from "../../domain/text.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";

/** A word of a command and what is to stand in its place; an empty text takes it away. */
export type Edit = readonly [word: Argument, text: string];

/** Longest line worth copying. */
const maximumLength = 500;

/**
 * The typed line with words of one command replaced. Where the words do not stand in the line as
 * such (inside `sh -c '…'`, from `xargs`), the command alone; undefined where that would be too long.
 */
export function editLine(
  foreseen: Foreseen,
  cause: Cause,
  edits: readonly Edit[],
): string | undefined {
  const spliced = spliceLine(foreseen.line, edits);
  const line = spliced ?? commandAlone(cause, edits);
  return line.length > maximumLength ? undefined : line;
}

function spliceLine(line: string, edits: readonly Edit[]): string | undefined {
  if (!edits.every(([word]) => standsIn(line, word))) return undefined;
  const fromTheRight = [...edits].sort(([first], [second]) => second.span[0] - first.span[0]);
  let result = line;
  let last = Number.POSITIVE_INFINITY;
  for (const [{ span }, text] of fromTheRight) {
    // A glob makes several arguments of one written word, which is replaced once.
    if (span[0] === last) continue;
    last = span[0];
    const before = text === "" ? result.slice(0, span[0]).trimEnd() : result.slice(0, span[0]);
    result = before + text + result.slice(span[1]);
  }
  return result;
}

/** Whether the word can be found in the line where its span says. */
export function standsIn(line: string, { span, written }: Argument): boolean {
  return span[1] > span[0] && line.slice(span[0], span[1]) === written;
}

/** The command as a line of its own, with the rights it had. */
function commandAlone(cause: Cause, edits: readonly Edit[]): string {
  const changed = new Map(edits);
  const words = writtenWords(cause.command, changed);
  const { elevatedBy } = cause.identity;
  return (elevatedBy === undefined ? words : [elevatedBy, ...words]).join(" ");
}

/** The words of a command as they would be typed again, each written word once. */
export function writtenWords(
  command: readonly Argument[],
  changed: ReadonlyMap<Argument, string> = new Map(),
): readonly string[] {
  const words: string[] = [];
  let lastStart = -1;
  for (const word of command) {
    if (word.span[1] > word.span[0] && word.span[0] === lastStart) continue;
    lastStart = word.span[0];
    const text = changed.get(word) ?? typedForm(word);
    if (text !== "") words.push(text);
  }
  return words;
}

/** The word as it was written, or its text where what was written means something else elsewhere. */
export function typedForm(word: Argument): string {
  const depends = word.origins.some(({ kind }) => kind === "variable" || kind === "substitution");
  const isWritten = word.span[1] > word.span[0] && word.written !== "" && !depends;
  return isWritten ? word.written : quoteWord(word.text);
}

/** The typed line with an option put right behind the program's name. */
export function addOption(foreseen: Foreseen, cause: Cause, option: string): string | undefined {
  const [program] = cause.command;
  if (program === undefined) return undefined;
  return editLine(foreseen, cause, [[program, `${typedForm(program)} ${option}`]]);
}

/** A path as one would type it where the line is typed. */
export function typedPath(path: Path, { directory }: Foreseen): string {
  if (path === directory || !isWithin(path, directory)) return quoteWord(path);
  const relative = path.slice(directory === "/" ? 1 : directory.length + 1);
  return quoteWord(relative.startsWith("-") ? `./${relative}` : relative);
}

/** A whole line that runs the words with the rights that the cause had. */
export function lineAs(cause: Cause, words: readonly string[]): string {
  const { elevatedBy } = cause.identity;
  return (elevatedBy === undefined ? words : [elevatedBy, ...words]).join(" ");
}

/** Alternatives whose line could be made. */
export function alternatives(
  ...made: readonly (readonly [line: string | undefined, why: string] | undefined)[]
): readonly { readonly line: string; readonly why: string }[] {
  return made.flatMap((alternative) => {
    const [line, why] = alternative ?? [];
    return line === undefined || why === undefined ? [] : [{ line, why }];
  });
}
