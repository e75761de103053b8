import type { Argument } from "../../domain/argument.ts";

/** The words of a shell's own command line. */
export interface ShellWords {
  /** Single-letter options that are on. */
  readonly letters: ReadonlySet<string>;
  /** Letters and long names for `ShellChanges.shellOptions`. */
  readonly shellOptions: readonly string[];
  readonly operands: readonly Argument[];
  /** `--help`, `--version`, `--dump-strings` and the like. */
  readonly onlyPrints: boolean;
  readonly stranger?: Argument;
}

const knownLetters = "abcefhiklmnoprstuvxBCDEHIOPTV";
const longWithValue = new Set(["--init-file", "--rcfile"]);
const longPlain = new Set([
  "--debug",
  "--debugger",
  "--login",
  "--noediting",
  "--noprofile",
  "--norc",
  "--posix",
  "--restricted",
  "--verbose",
]);
const longPrinting = new Set([
  "--help",
  "--version",
  "--dump-strings",
  "--dump-po-strings",
  "--pretty-print",
]);

/** Reads them as bash does: long options first, then letters, `-o NAME` and `+o NAME`. */
export function readShellWords(words: readonly Argument[]): ShellWords {
  const letters = new Set<string>();
  const named: string[] = [];
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || word.unknown !== undefined) break;
    const { text } = word;
    if (text === "-" || text === "--") {
      at += 1;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith("--")) {
      if (longPrinting.has(text)) return result(letters, named, [], { onlyPrints: true });
      if (longWithValue.has(text)) at += 1;
      else if (!longPlain.has(text)) return result(letters, named, [], { stranger: word });
      continue;
    }
    if (![...text.slice(1)].every((letter) => knownLetters.includes(letter))) {
      return result(letters, named, [], { stranger: word });
    }
    at = readLetters(words, at, letters, named);
  }
  return result(letters, named, words.slice(at), {});
}

/** One word of letters; each `o` and `O` in it takes one of the words that follow. */
function readLetters(
  words: readonly Argument[],
  start: number,
  letters: Set<string>,
  named: string[],
): number {
  let at = start;
  const text = words[start]?.text ?? "";
  const isOn = text.startsWith("-");
  for (const letter of text.slice(1)) {
    if (letter === "o" || letter === "O") {
      at += 1;
      const name = words[at]?.text;
      if (name !== undefined && isOn) named.push(name);
    } else if (isOn) letters.add(letter);
    else letters.delete(letter);
  }
  return at;
}

function result(
  letters: ReadonlySet<string>,
  named: readonly string[],
  operands: readonly Argument[],
  rest: { readonly onlyPrints?: boolean; readonly stranger?: Argument },
): ShellWords {
  const settings = [...letters].filter((letter) => !"cilrsn".includes(letter));
  return {
    letters,
    shellOptions: [...settings, ...named],
    operands,
    onlyPrints: rest.onlyPrints ?? false,
    ...(rest.stranger === undefined ? {} : { stranger: rest.stranger }),
  };
}

/**
 * Whether a text means the same to every shell: words, quotes and `;`, `&&`, `||`, `|` only,
 * without expansions of any kind.
 */
export function isPlainText(text: string): boolean {
  return /^[A-Za-z0-9_ ./:,@%+\-'"\n;&|>]*$/.test(text);
}
