import { resolve } from "node:path/posix";
import type { Computation, Path } from "../../src/domain/world.ts";

/** Programs that make of a text on standard input what they make of it as their one file. */
const textTools = new Set(
  "awk cat cut fold grep head nl perl rev sed sort tac tail tr uniq wc".split(" "),
);

/** Without a file's name they tell of the folder they run in, which would be one of the real machine. */
const folderTools = new Set("dir du find ls tree vdir".split(" "));

type Handed = Pick<Computation, "arguments" | "input">;

/**
 * The words and the input for the real program when the file it reads lies in a world in memory: the
 * text of that file takes the place of its name. Undefined where another file would be needed.
 */
export function handOver(
  { program, arguments: words, directory, input }: Computation,
  textOf: (path: Path) => string | undefined,
): Handed | undefined {
  if (folderTools.has(program)) return undefined;
  if (words.every(needsNoFile)) return { arguments: words, input };
  // What goes through folders would go through those of the real machine.
  const isRecursive = words.some((word) =>
    /^-[a-zA-Z]*[rR]|^--(dereference-)?recursive/.test(word),
  );
  if (!textTools.has(program) || (program === "grep" && isRecursive)) return undefined;
  const texts = words.map((word, at) =>
    isPlainText(word, words[at - 1]) ? undefined : textOf(resolve(directory, word)),
  );
  const [only, ...more] = texts.filter((text) => text !== undefined);
  const isForeign = words.some(
    (word, at) =>
      texts[at] === undefined && /^\/|^\.\.?(\/|$)/.test(word) && !isPlainText(word, words[at - 1]),
  );
  if (more.length > 0 || isForeign) return undefined;
  const replaced = words.map((word, at) => (texts[at] === undefined ? word : "-"));
  return { arguments: replaced, input: only ?? input };
}

function needsNoFile(word: string): boolean {
  return word.startsWith("-") || /^\d+$/.test(word);
}

/** An option, or a script that is told to be one. */
function isPlainText(word: string, before: string | undefined): boolean {
  return needsNoFile(word) || before === "-e" || /[\s{}$^*\\]/.test(word);
}
