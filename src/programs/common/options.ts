import type { Argument } from "../../domain/argument.ts";

/**
 * Options as data. Each entry is the option as a manual page writes it, all its spellings in one
 * string: `-r -R --recursive`, `-t --target-directory=DIR`, `-b`, `--backup[=CONTROL]`,
 * `-n --lines=NUM`, `-S SUFFIX --suffix=SUFFIX`. A value belongs to all spellings of the entry: with
 * `=NAME` (or a bare upper-case word after a short spelling) it must be there, with `[=NAME]` it may
 * be (a short spelling then takes it only when attached). The key of an option is its last long
 * spelling without dashes, else its last short one.
 */
export interface OptionsRead {
  /** Keys in the order given, with their values. */
  readonly given: readonly GivenOption[];
  readonly operands: readonly Argument[];
  /** Options the table does not have, as typed. */
  readonly unrecognized: readonly Argument[];
  has(key: string): boolean;
  /** The last value of an option. */
  value(key: string): string | undefined;
  values(key: string): readonly string[];
  /** The key of whichever of these options came last, for options that override each other. */
  last(...keys: readonly string[]): string | undefined;
}

export interface GivenOption {
  readonly key: string;
  readonly value?: string;
  /** The word that holds the option. */
  readonly argument: Argument;
}

export interface ReadingRules {
  /** Stops at the first operand instead of looking for options after it (env, sudo, find, POSIX). */
  readonly stopsAtOperand?: boolean;
  /** A long option may not be shortened to a prefix that only it has (busybox, find). */
  readonly isExact?: boolean;
}

interface Specification {
  readonly key: string;
  readonly value: "none" | "required" | "optional";
}

interface Table {
  readonly short: ReadonlyMap<string, Specification>;
  readonly long: ReadonlyMap<string, Specification>;
}

/** Reads the words of a command by getopt_long's rules. */
export function readOptions(
  options: readonly string[],
  words: readonly Argument[],
  rules: ReadingRules = {},
): OptionsRead {
  const table = makeTable(options);
  const given: GivenOption[] = [];
  const operands: Argument[] = [];
  const unrecognized: Argument[] = [];
  let at = 0;
  const next = (): Argument | undefined => words[++at];
  for (; at < words.length; at += 1) {
    const word = words[at] as Argument;
    if (word.text === "--" && word.unknown === undefined) {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word.text === "-" || !word.text.startsWith("-") || word.unknown !== undefined) {
      if (rules.stopsAtOperand === true) {
        operands.push(...words.slice(at));
        break;
      }
      operands.push(word);
    } else if (word.text.startsWith("--")) {
      readLong(table, word, rules, next, given, unrecognized);
    } else {
      readShort(table, word, next, given, unrecognized);
    }
  }
  return makeResult(given, operands, unrecognized);
}

function readLong(
  table: Table,
  word: Argument,
  rules: ReadingRules,
  next: () => Argument | undefined,
  given: GivenOption[],
  unrecognized: Argument[],
): void {
  const equals = word.text.indexOf("=");
  const name = equals < 0 ? word.text.slice(2) : word.text.slice(2, equals);
  const found = findLong(table, name, rules.isExact === true);
  if (found === undefined || (equals >= 0 && found.value === "none")) {
    unrecognized.push(word);
    return;
  }
  if (equals >= 0)
    given.push({ key: found.key, value: word.text.slice(equals + 1), argument: word });
  else if (found.value === "required") pushWithNext(found.key, word, next, given, unrecognized);
  else given.push({ key: found.key, argument: word });
}

function readShort(
  table: Table,
  word: Argument,
  next: () => Argument | undefined,
  given: GivenOption[],
  unrecognized: Argument[],
): void {
  for (let at = 1; at < word.text.length; at += 1) {
    const found = table.short.get(word.text.charAt(at));
    if (found === undefined) {
      unrecognized.push(word);
      return;
    }
    const rest = word.text.slice(at + 1);
    if (found.value === "none") {
      given.push({ key: found.key, argument: word });
      continue;
    }
    if (rest !== "") given.push({ key: found.key, value: rest, argument: word });
    else if (found.value === "required") pushWithNext(found.key, word, next, given, unrecognized);
    else given.push({ key: found.key, argument: word });
    return;
  }
}

function pushWithNext(
  key: string,
  word: Argument,
  next: () => Argument | undefined,
  given: GivenOption[],
  unrecognized: Argument[],
): void {
  const value = next();
  if (value === undefined) unrecognized.push(word);
  else given.push({ key, value: value.text, argument: value });
}

function findLong(table: Table, name: string, isExact: boolean): Specification | undefined {
  const exact = table.long.get(name);
  if (exact !== undefined || isExact) return exact;
  const matches = [...table.long].filter(([long]) => long.startsWith(name)).map(([, spec]) => spec);
  const [first] = matches;
  return matches.every((match) => match.key === first?.key) ? first : undefined;
}

const tables = new WeakMap<readonly string[], Table>();

function makeTable(options: readonly string[]): Table {
  const known = tables.get(options);
  if (known !== undefined) return known;
  const short = new Map<string, Specification>();
  const long = new Map<string, Specification>();
  for (const entry of options) addEntry(entry, short, long);
  const table = { short, long };
  tables.set(options, table);
  return table;
}

function addEntry(
  entry: string,
  short: Map<string, Specification>,
  long: Map<string, Specification>,
): void {
  const words = entry.split(" ");
  const value = entry.includes("[=")
    ? "optional"
    : words.some((word) => word.includes("=") || !word.startsWith("-"))
      ? "required"
      : "none";
  const names = words
    .filter((word) => word.startsWith("-"))
    .map((word) => word.replace(/\[?=.*$/, ""));
  const longs = names.filter((name) => name.startsWith("--"));
  const key = (longs.at(-1) ?? names.at(-1) ?? "").replace(/^-+/, "");
  for (const name of names) {
    if (name.startsWith("--")) long.set(name.slice(2), { key, value });
    else short.set(name.slice(1), { key, value });
  }
}

function makeResult(
  given: readonly GivenOption[],
  operands: readonly Argument[],
  unrecognized: readonly Argument[],
): OptionsRead {
  const values = (key: string): readonly string[] =>
    given.flatMap((option) =>
      option.key === key && option.value !== undefined ? [option.value] : [],
    );
  return {
    given,
    operands,
    unrecognized,
    has: (key) => given.some((option) => option.key === key),
    value: (key) => values(key).at(-1),
    values,
    last: (...keys) => given.findLast((option) => keys.includes(option.key))?.key,
  };
}
