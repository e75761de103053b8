import { type Level, levels } from "../domain/finding.ts";
import type { Answers } from "../domain/task-plan.ts";
import { quoteWord } from "../domain/text.ts";
import type { UsageFailure } from "./guard-options.ts";
import { laterSubcommands } from "./handrail-help.ts";
import { tasks } from "./task-index.ts";
import { readAcceptedGuards } from "./unknown-guard.ts";
import { describeUnknown } from "./unknown-word.ts";

/** What a call of `handrail` asks for. */
export interface HandrailRequest {
  readonly action:
    | "screen"
    | "check-up"
    | "history"
    | "undo"
    | "explain"
    | "settings"
    | "guards"
    | "task"
    | "apply"
    | "version"
    | "help";
  /** The entry of `undo`, the line or guard of `explain`, the file of `apply`, a task's name. */
  readonly subject?: string;
  readonly isJson: boolean;
  /** Questions and answers instead of the screen. */
  readonly isLineMode: boolean;
  readonly level?: Level;
  /** The words after a task's name. */
  readonly operands?: readonly string[];
  /** What was answered beforehand, by `--answer KEY=VALUE`. */
  readonly answers?: Answers;
  /** Of the history: what was asked and answered. */
  readonly isOfDecisions?: boolean;
  /** Show the plan and change nothing. */
  readonly isPlan?: boolean;
  /** Write what was answered as an answers file, and change nothing. */
  readonly printsAnswers?: boolean;
  /** Guards whose findings are accepted. */
  readonly accepted?: ReadonlySet<string>;
}

type Draft = { -readonly [Key in keyof HandrailRequest]: HandrailRequest[Key] };

/** Reads handrail's words: a subcommand, its subject, and options in any place. */
export function readHandrailOptions(words: readonly string[]): HandrailRequest | UsageFailure {
  const draft: Draft = { action: "screen", isJson: false, isLineMode: false };
  const plain: string[] = [];
  let areOptionsOver = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (areOptionsOver || !word.startsWith("-") || word === "-") plain.push(word);
    else if (word === "--") areOptionsOver = true;
    else {
      const used = readOption(draft, word, words[at + 1]);
      // `explain rm -rf docs`: an option that is none of ours is the command's, and so is the rest.
      if (typeof used === "number") at += used;
      else if (plain[0] !== "explain" || plain.length < 2) return used;
      else {
        plain.push(word);
        areOptionsOver = true;
      }
    }
  }
  return readSubcommand(draft, plain);
}

/** Reads one option; gives how many further words it took. */
function readOption(draft: Draft, word: string, next: string | undefined): number | UsageFailure {
  const [name, attached] = splitAtEquals(word);
  switch (name) {
    case "--help":
    case "-h":
      draft.action = "help";
      return 0;
    case "--version":
      draft.action = "version";
      return 0;
    case "--json":
      draft.isJson = true;
      return 0;
    case "--line":
      draft.isLineMode = true;
      return 0;
    case "--decisions":
      draft.isOfDecisions = true;
      return 0;
    case "--plan":
      draft.isPlan = true;
      return 0;
    case "--print-answers":
      draft.printsAnswers = true;
      return 0;
    case "--yes": {
      const named = readAcceptedGuards(attached);
      if (typeof named === "string") return usage(named);
      draft.accepted = new Set(named);
      return 0;
    }
    case "--level": {
      const level = levels.find((known) => known === (attached ?? next));
      if (level === undefined) return usage(`a level is one of ${levels.join(", ")}`);
      draft.level = level;
      return attached === undefined ? 1 : 0;
    }
    case "--answer": {
      const [key, value] = splitAtEquals(attached ?? next ?? "");
      if (key === "" || value === undefined) return usage("--answer takes KEY=VALUE");
      draft.answers = { ...draft.answers, [key]: value };
      return attached === undefined ? 1 : 0;
    }
    default:
      return usage(describeUnknown("option", name, knownOptions.split(" ")));
  }
}

/** Every option; what is misspelt is compared with these. */
const knownOptions =
  "--plan --json --line --answer --print-answers --yes --level --decisions --version --help";

/** Words that people know from elsewhere for what is called otherwise here. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["upgrade", "update"],
  ["uninstall", "remove"],
  ["delete", "remove"],
  ["add", "install"],
  ["chmod", "permissions"],
  ["status", "check-up"],
  ["check", "check-up"],
  ["help", "--help"],
]);

function describeUnknownSubcommand(name: string): string {
  const known = [...Object.keys(tasks), ...plainSubcommands, "apply"];
  return describeUnknown("subcommand", name, known, otherWords.get(name));
}

function readSubcommand(draft: Draft, plain: readonly string[]): HandrailRequest | UsageFailure {
  const [name, subject, ...more] = plain;
  if (name === undefined || draft.action !== "screen") return draft;
  if (laterSubcommands.includes(name)) return usage(`${name} comes in a later version`);
  if (Object.hasOwn(tasks, name)) {
    return { ...draft, action: "task", subject: name, operands: plain.slice(1) };
  }
  if (name === "settings" && subject !== undefined) {
    return { ...draft, action: "settings", operands: plain.slice(1) };
  }
  if (name === "apply") return readApply(draft, plain.slice(1));
  if (!isPlainSubcommand(name)) return usage(describeUnknownSubcommand(name));
  const strange = findStrangeOption(draft, name);
  if (strange !== undefined) return usage(strange);
  const hasNoSubject = name !== "undo" && name !== "explain";
  if (hasNoSubject && subject !== undefined) return usage(`one word too many: ${subject}`);
  if (more.length > 0 && name !== "explain") return usage(`one word too many: ${more[0]}`);
  if (more.length > 0)
    return { ...draft, action: name, subject: plain.slice(1).map(quoteWord).join(" ") };
  return { ...draft, action: name, ...(subject === undefined ? {} : { subject }) };
}

const plainSubcommands = ["check-up", "history", "undo", "explain", "settings", "guards"] as const;

function isPlainSubcommand(name: string): name is (typeof plainSubcommands)[number] {
  return plainSubcommands.some((known) => known === name);
}

/** An option that a subcommand other than a task has no use for, as a sentence. */
function findStrangeOption(draft: Draft, name: string): string | undefined {
  if (draft.isOfDecisions === true && name !== "history") return "--decisions goes with history";
  if (draft.printsAnswers === true) return "--print-answers goes with tasks";
  if (draft.answers !== undefined && name !== "check-up") return "--answer goes with tasks";
  if (draft.isJson && name === "explain") return "--json goes with check-up, history and tasks";
  if (name === "undo") return undefined;
  if (draft.isLineMode && name !== "check-up") return "--line goes without a subcommand";
  if (draft.isPlan === true) return "--plan goes with tasks";
  return draft.accepted === undefined ? undefined : "--yes goes with tasks";
}

function readApply(draft: Draft, words: readonly string[]): HandrailRequest | UsageFailure {
  const [file, second] = words;
  if (file === undefined) return usage("apply needs an answers file: handrail apply FILE");
  if (second !== undefined) return usage(`one word too many: ${second}`);
  return { ...draft, action: "apply", subject: file };
}

function splitAtEquals(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function usage(message: string): UsageFailure {
  return { kind: "usage", message };
}
