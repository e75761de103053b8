import { type Level, levels } from "../domain/finding.ts";
import type { Answers } from "../domain/task-plan.ts";
import type { UsageFailure } from "./guard-options.ts";
import { laterSubcommands } from "./handrail-help.ts";
import { tasks } from "./task-index.ts";

/** What a call of `handrail` asks for. */
export interface HandrailRequest {
  readonly action: "screen" | "check-up" | "history" | "undo" | "explain" | "version" | "help";
  /** The entry of `undo`, the line or guard of `explain`. */
  readonly subject?: string;
  readonly isJson: boolean;
  /** Questions and answers instead of the screen. */
  readonly isLineMode: boolean;
  readonly level?: Level;
  /** What was answered beforehand, by `--answer KEY=VALUE`. */
  readonly answers?: Answers;
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
      if (typeof used !== "number") return used;
      at += used;
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
    case "--plan":
      draft.isPlan = true;
      return 0;
    case "--print-answers":
      draft.printsAnswers = true;
      return 0;
    case "--yes":
      if (attached === undefined || attached === "") {
        return usage("--yes names guards: --yes=GUARD[,GUARD]");
      }
      draft.accepted = new Set(attached.split(",").map((guard) => guard.trim()));
      return 0;
    case "--answer": {
      const answer = attached ?? next ?? "";
      if (!/^[a-z][\w-]*=/i.test(answer)) return usage("--answer takes KEY=VALUE");
      draft.answers = [...(draft.answers ?? []), answer];
      return attached === undefined ? 1 : 0;
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
      return usage(`there is no option ${name}`);
  }
}

function readSubcommand(draft: Draft, plain: readonly string[]): HandrailRequest | UsageFailure {
  const [name, subject, ...more] = plain;
  if (name === undefined || draft.action !== "screen") return draft;
  if (laterSubcommands.includes(name)) {
    return usage(`${name} comes in a later version; this one has history, undo and explain`);
  }
  if (draft.isLineMode && name !== "check-up") return usage("--line goes without a subcommand");
  if (name !== "check-up" && name !== "history" && name !== "undo" && name !== "explain") {
    return usage(`there is no subcommand ${name}`);
  }
  const hasNoSubject = name === "history" || name === "check-up";
  if (hasNoSubject && subject !== undefined) return usage(`one word too many: ${subject}`);
  if (more.length > 0) return usage(`one word too many: ${more[0]}`);
  if (draft.isJson && !hasNoSubject) return usage("--json goes with check-up and history");
  if (draft.answers !== undefined && name !== "check-up") return usage("--answer goes with tasks");
  return { ...draft, action: name, ...(subject === undefined ? {} : { subject }) };
}

/** An option that the subcommand has no use for, as a sentence. */
function findStrangeOption(draft: Draft, name: string): string | undefined {
  const isPlanned = name === "undo" || name === "apply";
  if (draft.isLineMode && !isPlanned) return "--line goes without a subcommand, or with a task";
  if (draft.isJson && name !== "history" && !isPlanned) return "--json goes with history or a task";
  if (draft.answers !== undefined) return "--answer goes with a task";
  if (draft.printsAnswers === true) return "--print-answers goes with a task";
  if (isPlanned) return undefined;
  if (draft.isPlan === true) return "--plan goes with a task";
  return draft.accepted === undefined ? undefined : "--yes goes with a task";
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
