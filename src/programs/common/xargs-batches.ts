import { type Argument, plainArgument } from "../../domain/argument.ts";
import { encodeBytes } from "../../domain/bytes.ts";
import { readItems } from "./xargs-items.ts";

/** What the options of xargs ask for. */
export interface XargsRules {
  /** The character that ends an item (-0, -d); blanks with quotes otherwise. */
  readonly delimiter: string | undefined;
  /** What is replaced by each item (-I). */
  readonly mark: string | undefined;
  readonly maxLines: number | undefined;
  readonly maxWords: number | undefined;
  readonly maxCharacters: number;
  /** The word that ends the input (-E). */
  readonly end: string | undefined;
  /** Nothing is run when nothing was read (-r). */
  readonly skipsEmpty: boolean;
}

export interface Batches {
  readonly commands: readonly (readonly Argument[])[];
  /** Why not all of the input was used. */
  readonly failure?: string;
}

/** The commands that xargs would run, in order. */
export function makeBatches(
  text: string,
  rules: XargsRules,
  command: readonly Argument[],
): Batches {
  const { mark, delimiter, end } = rules;
  const read = readItems(text, { delimiter, isWholeLine: mark !== undefined, end });
  const failed = read.failure === undefined ? {} : { failure: read.failure };
  if (mark !== undefined) {
    return { commands: read.items.map((item) => replaceMark(command, mark, item.text)), ...failed };
  }
  const start = command.reduce((sum, word) => sum + size(word.text), 0);
  if (read.items.some((item) => start + size(item.text) > rules.maxCharacters)) {
    return { commands: [], failure: "argument line too long" };
  }
  const commands = group(read.items, rules, start).map((words) => [
    ...command,
    ...words.map(inputArgument),
  ]);
  const isIdle = commands.length === 0 && !rules.skipsEmpty && read.failure === undefined;
  return { commands: isIdle ? [command] : commands, ...failed };
}

function group(
  items: readonly { readonly text: string; readonly endsLine: boolean }[],
  rules: XargsRules,
  start: number,
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let words: string[] = [];
  let characters = start;
  let lines = 0;
  const finish = () => {
    if (words.length > 0) groups.push(words);
    words = [];
    characters = start;
    lines = 0;
  };
  for (const item of items) {
    if (characters + size(item.text) > rules.maxCharacters) finish();
    words.push(item.text);
    characters += size(item.text);
    if (item.endsLine) lines += 1;
    if (words.length === rules.maxWords || lines === rules.maxLines) finish();
  }
  finish();
  return groups;
}

function size(text: string): number {
  return encodeBytes(text).length + 1;
}

/** The first word is the command itself, and is replaced like the others. */
function replaceMark(
  command: readonly Argument[],
  mark: string,
  item: string,
): readonly Argument[] {
  return command.map((word) =>
    word.text.includes(mark)
      ? {
          ...word,
          text: word.text.replaceAll(mark, () => item),
          origins: [...word.origins, { kind: "input" }],
        }
      : word,
  );
}

function inputArgument(text: string): Argument {
  return { ...plainArgument(text), origins: [{ kind: "input" }] };
}
