import { type Level, levels } from "../domain/finding.ts";
import { readAcceptedGuards } from "./unknown-guard.ts";
import { describeUnknown } from "./unknown-word.ts";

/** What a call of `guard` asks for. */
export interface GuardRequest {
  readonly action:
    | "run"
    | "check"
    | "keep"
    | "kept"
    | "undo"
    | "history"
    | "explain"
    | "version"
    | "help";
  /**
   * The command's words, empty when a line is given; for --undo the paths to bring back, for --kept
   * the status.
   */
  readonly command: readonly string[];
  /** The shell line of `-c`; `-` stands for standard input. */
  readonly line?: string;
  readonly isJson: boolean;
  readonly hasPaths: boolean;
  readonly keepsUndo: boolean;
  readonly accepted: ReadonlySet<string>;
  readonly level?: Level;
  /** The entry of --undo and --kept, the guard of --explain. */
  readonly subject?: string;
}

/** Words that make no call of `guard`; the message says what is wrong. */
export interface UsageFailure {
  readonly kind: "usage";
  readonly message: string;
}

type Draft = { -readonly [Key in keyof GuardRequest]: GuardRequest[Key] } & {
  accepted: Set<string>;
};

/**
 * Reads guard's own options. What follows the first word that is no option belongs to the command
 * and is never looked at.
 */
export function readGuardOptions(words: readonly string[]): GuardRequest | UsageFailure {
  const draft: Draft = {
    action: "run",
    command: [],
    isJson: false,
    hasPaths: false,
    keepsUndo: true,
    accepted: new Set(),
  };
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--" || word === "-" || !word.startsWith("-")) break;
    const used = readOption(draft, word, words[at + 1]);
    if (typeof used !== "number") return used;
    at += used;
  }
  if (words[at] === "--") at += 1;
  return complete(draft, words.slice(at));
}

/** Reads one option into the draft; gives how many further words it took. */
function readOption(draft: Draft, word: string, next: string | undefined): number | UsageFailure {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const attached = equals < 0 ? undefined : word.slice(equals + 1);
  if (
    attached !== undefined &&
    !["--yes", "--level", "--undo", "--explain", "--kept"].includes(name)
  ) {
    return usage(`${name} takes no value`);
  }
  switch (name) {
    case "-c":
      if (next === undefined) return usage("-c needs a line: guard -c 'LINE'");
      draft.line = next;
      return 1;
    case "--check":
    case "--keep":
      draft.action = name.slice(2) as "check" | "keep";
      return 0;
    case "--json":
      draft.isJson = true;
      return 0;
    case "--paths":
      draft.hasPaths = true;
      return 0;
    case "--no-undo":
      draft.keepsUndo = false;
      return 0;
    case "--history":
    case "--version":
    case "--help":
      draft.action = name.slice(2) as "history" | "version" | "help";
      return 0;
    case "-h":
      draft.action = "help";
      return 0;
    default:
      return readOptionWithValue(draft, name, attached, next);
  }
}

function readOptionWithValue(
  draft: Draft,
  name: string,
  attached: string | undefined,
  next: string | undefined,
): number | UsageFailure {
  const following = next === undefined || next.startsWith("-") ? undefined : next;
  // An entry's name has no slash: what has one is a path to bring back.
  const isPath = name === "--undo" && following?.includes("/") === true;
  const value = attached ?? (isPath ? undefined : following);
  const used = attached === undefined && following !== undefined && !isPath ? 1 : 0;
  if (name === "--undo") {
    draft.action = "undo";
    if (value !== undefined) draft.subject = value;
    return used;
  }
  if (name === "--yes") {
    const named = readAcceptedGuards(attached);
    if (typeof named === "string") return usage(named);
    for (const guard of named) draft.accepted.add(guard);
    return 0;
  }
  if (name === "--explain" || name === "--level" || name === "--kept") {
    if (value === undefined || value === "") return usage(`${name} needs a value`);
    return readRequired(draft, name, value) ?? used;
  }
  return usage(describeUnknown("option", name, knownOptions.split(" ")));
}

/** Every option; what is misspelt is compared with these. */
const knownOptions =
  "--check --json --paths --yes --no-undo --level --undo --history --explain --keep --kept --version --help -c";

function readRequired(draft: Draft, name: string, value: string): UsageFailure | undefined {
  if (name === "--explain" || name === "--kept") {
    draft.action = name.slice(2) as "explain" | "kept";
    draft.subject = value;
    return undefined;
  }
  const level = levels.find((known) => known === value);
  if (level === undefined) return usage(`a level is one of ${levels.join(", ")}`);
  draft.level = level;
  return undefined;
}

function complete(draft: Draft, command: readonly string[]): GuardRequest | UsageFailure {
  const takesCommand = ["run", "check", "keep"].includes(draft.action);
  if (draft.line !== undefined && command.length > 0) {
    return usage(`-c takes one line; after it there is still: ${command.join(" ")}`);
  }
  if (takesCommand && draft.line === undefined && command.length === 0) {
    return usage("there is no command to guard: guard COMMAND [ARGUMENT...] or guard -c 'LINE'");
  }
  const most = takesCommand || draft.action === "undo" ? Infinity : draft.action === "kept" ? 1 : 0;
  if (command.length > most) return usage(`one word too many: ${command[most]}`);
  if (draft.hasPaths && !(draft.action === "check" && draft.isJson)) {
    return usage("--paths goes with --check --json");
  }
  return { ...draft, command };
}

function usage(message: string): UsageFailure {
  return { kind: "usage", message };
}
