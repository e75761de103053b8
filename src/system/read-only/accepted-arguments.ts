/**
 * Decides whether a read-only program may be run with these arguments, and with which ones it is
 * really run; undefined where it may not.
 */
export type ArgumentRule = (args: readonly string[]) => readonly string[] | undefined;

/**
 * Options a program may be given. Lists name what is allowed, so that an option nobody thought of
 * is refused, abbreviations of long options included.
 */
export interface AllowedOptions {
  /** Letters without a value. */
  readonly flags?: string;
  /** Letters with a value, attached or as the next word. */
  readonly valued?: string;
  /** Letters with a value that is attached or left out. */
  readonly attached?: string;
  /** Long names: `--name`, `--name=` with a value, `--name[=]` with an optional attached one. */
  readonly long?: readonly string[];
}

export interface ParsedArguments {
  /** Options met: single letters, and long names with their dashes. */
  readonly options: ReadonlySet<string>;
  /** The values of each option that takes one. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** For programs that can do nothing but read and print. */
export const anyArguments: ArgumentRule = (args) => args;

/** A rule that allows the options named and refuses every other. */
export function allow(
  allowed: AllowedOptions,
  isFine: (parsed: ParsedArguments) => boolean = () => true,
): ArgumentRule {
  return (args) => {
    const parsed = parseAllowed(args, allowed);
    return parsed !== undefined && isFine(parsed) ? args : undefined;
  };
}

/** Options and operands, or undefined where an option is not allowed. */
export function parseAllowed(
  args: readonly string[],
  allowed: AllowedOptions,
): ParsedArguments | undefined {
  const found: Found = { options: new Set(), values: new Map() };
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    if (word === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    const take = word.startsWith("--") ? takeLong : takeLetters;
    const used = take(word, args[at + 1] ?? "", allowed, found);
    if (used === 0) return undefined;
    at += used - 1;
  }
  return { ...found, operands };
}

interface Found {
  readonly options: Set<string>;
  readonly values: Map<string, string[]>;
}

/** How many words the option takes up, 0 if it is not allowed. */
type WordsUsed = 0 | 1 | 2;

function takeLong(word: string, next: string, allowed: AllowedOptions, found: Found): WordsUsed {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const isAttached = equals >= 0;
  const long = allowed.long ?? [];
  found.options.add(name);
  if (long.includes(`${name}=`)) {
    addValue(found, name, isAttached ? word.slice(equals + 1) : next);
    return isAttached ? 1 : 2;
  }
  if (long.includes(`${name}[=]`)) return 1;
  return !isAttached && long.includes(name) ? 1 : 0;
}

function takeLetters(word: string, next: string, allowed: AllowedOptions, found: Found): WordsUsed {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    found.options.add(letter);
    if (allowed.attached?.includes(letter)) return 1;
    if (allowed.valued?.includes(letter)) {
      const isAttached = at + 1 < word.length;
      addValue(found, letter, isAttached ? word.slice(at + 1) : next);
      return isAttached ? 1 : 2;
    }
    if (!allowed.flags?.includes(letter)) return 0;
  }
  return 1;
}

function addValue({ values }: Found, name: string, value: string): void {
  values.set(name, [...(values.get(name) ?? []), value]);
}
