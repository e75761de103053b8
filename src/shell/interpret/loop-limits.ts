import type { ArithmeticFor, Command, For, Select, Statement, While } from "unbash";
import { makeCause } from "./causes.ts";
import { raiseDoubt } from "./doubts.ts";
import { haveSameVariables, isReading, isStuck, type Snapshot, takeSnapshot } from "./rounds.ts";
import { reportUnknown, type Shell, spanOf } from "./shell.ts";
import { Unwinding } from "./unwinding.ts";

/** A loop of any kind. */
export type LoopNode = For | ArithmeticFor | While | Select;

/** Looks after a loop that may go on for ever. */
export interface LoopWatch {
  /** To be asked after each round: true where there is no use in another one. */
  hasGivenUp(index: number): boolean;
}

/** Rounds that show what a loop without end does. */
const tellingRounds = 100;

/** Loops over words end by themselves; the others are watched. */
export function watchLoop(shell: Shell, node: LoopNode): LoopWatch | undefined {
  if (node.type !== "While" && node.type !== "ArithmeticFor") return undefined;
  const start = takeSnapshot(shell);
  const { jobs } = shell.session;
  let before = start;
  const weigh = weighRounds(start);
  return {
    hasGivenUp: (index) => {
      const now = takeSnapshot(shell);
      // The first round may differ from all others; the second one tells.
      const isOver =
        (index > 0 && isStuck(before, now)) ||
        (index === tellingRounds && goesOnForEver(shell, node)) ||
        (!isReading(before, now) && isTooLong(shell, weigh(index, now)));
      before = now;
      if (isOver) giveUp(shell, node, start, jobs);
      return isOver;
    },
  };
}

/**
 * What counts up to its end says so in a variable: a round of a loop whose variables come back to
 * what they were is rarely the last, and counts for ten. They are compared with those of the latest
 * round whose number is a power of two, which meets every cycle (as Brent's algorithm does).
 */
function weighRounds(start: Snapshot): (index: number, now: Snapshot) => number {
  let earlier = start;
  let isRepeating = false;
  return (index, now) => {
    isRepeating ||= haveSameVariables(earlier.variables, now.variables);
    const weight = isRepeating ? 10 : 1;
    if ((index & (index - 1)) === 0) {
      earlier = now;
      isRepeating = false;
    }
    return weight;
  };
}

/** Counts a round as so many; true where there were more than can be followed. */
function isTooLong({ session }: Shell, weight: number): boolean {
  session.iterations += weight;
  if (session.iterations <= session.limits.iterations) return false;
  // Other loops are worth a look, though with fewer rounds.
  session.iterations = session.limits.iterations / 2;
  return true;
}

/**
 * A loop that goes on for ever ends the walk of its process; one that waits for something outside
 * the line ends at some time nobody knows.
 */
function giveUp(shell: Shell, node: LoopNode, start: Snapshot, jobsBefore: number): void {
  const span = spanOf(shell, node);
  const isEndless = goesOnForEver(shell, node);
  const hasEffects = takeSnapshot(shell).effects > start.effects;
  const reason = isEndless
    ? "how long a loop without end is left running is not known before"
    : "how long this loop goes round is not known before";
  shell.state.lastStatus = undefined;
  if (hasEffects) reportUnknown(shell, reason, span);
  if (!isEndless) {
    raiseDoubt(shell, reason, span);
    return;
  }
  reportExhaustion(shell, node, start, jobsBefore);
  throw new Unwinding("limit", undefined);
}

/** `while true` and the like, without anything in it that could leave it. */
function goesOnForEver(shell: Shell, node: LoopNode): boolean {
  if (!hasConstantCondition(node) || shell.state.setOptions.has("errexit")) return false;
  const body = shell.source.text.slice(node.body.pos, node.body.end);
  const ways = ["break", "return", "exit", "exec", ...shell.functions.keys()];
  return (
    !ways.some((word) => body.includes(word)) || shell.calls.some((name) => body.includes(name))
  );
}

function hasConstantCondition(node: LoopNode): boolean {
  if (node.type === "ArithmeticFor") return node.test === undefined;
  if (node.type !== "While") return false;
  const [statement, ...others] = node.clause.commands;
  const command = statement?.command;
  if (others.length > 0 || command === undefined) return false;
  return constantOf(command) === (node.kind === "while");
}

/** What a command that looks at nothing always says; undefined for all others. */
function constantOf(command: Statement["command"]): boolean | undefined {
  switch (command.type) {
    case "ArithmeticCommand":
      return /^\s*1\s*$/.test(command.body) ? true : undefined;
    case "TestCommand": {
      const { expression: word } = command;
      const isWord = word.type === "TestUnary" && word.operator === "-n";
      return isWord && isPlainWord(word.operand.text) ? true : undefined;
    }
    case "Command":
      if (command.name?.text === "false") return false;
      return command.name?.text === "true" || command.name?.text === ":" || isTestOfWord(command)
        ? true
        : undefined;
    default:
      return undefined;
  }
}

/** `[ 1 ]` and `test true`: a word that is there, whatever it says. */
function isTestOfWord({ name, args }: Command): boolean {
  const words = args.map(({ text }) => text);
  const isBracket = name?.text === "[" && words.pop() === "]";
  return (isBracket || name?.text === "test") && words.length === 1 && isPlainWord(words[0]);
}

function isPlainWord(text: string | undefined): boolean {
  return text !== undefined && /^\w+$/.test(text);
}

/** `>> log` in every round, and nothing in it that waits. */
function appendsWithoutPause(shell: Shell, node: LoopNode): boolean {
  const body = shell.source.text.slice(node.body.pos, node.body.end);
  return (
    />>(?!\s*\/dev\/)/.test(body) && !/\b(sleep|read|wait|inotifywait|ping|curl|nc)\b/.test(body)
  );
}

const waiting = /\b(sleep|read|wait|inotifywait|ping|curl|wget|nc|select)\b/;

/** Each round leaves something new behind, and nothing in it waits. */
function createsWithoutPause(shell: Shell, node: LoopNode, start: Snapshot): boolean {
  const body = shell.source.text.slice(node.body.pos, node.body.end);
  if (waiting.test(body)) return false;
  // Under a name that is made up anew each time nothing can be foreseen, nor is anything written over.
  const isRandom = /\b(RANDOM|SRANDOM|EPOCHREALTIME|mktemp|uuidgen)\b/.test(body);
  if (isRandom && /\b(cp|touch|mkdir|tee|dd|mktemp|fallocate)\b|>/.test(body)) {
    return !/\b(rm|rmdir|unlink|shred)\b/.test(body);
  }
  const left = new Set<string>();
  for (const effect of shell.session.environment.effects().slice(start.effects)) {
    if (effect.kind === "create") left.add(effect.path);
    else if (effect.kind === "delete") left.delete(effect.path);
    else if (effect.kind === "move") left.delete(effect.from);
  }
  return left.size >= tellingRounds / 2;
}

/** What goes on for ever uses the machine up: processes, or a file that grows. */
function reportExhaustion(shell: Shell, node: LoopNode, start: Snapshot, jobsBefore: number): void {
  const span = spanOf(shell, node);
  const { environment, jobs } = shell.session;
  const cause = makeCause(shell, "while", [], span);
  const output = shell.descriptors.get(1);
  if (jobs > jobsBefore + 1) {
    const detail = "processes without end";
    environment.emit({ kind: "process", action: "endless", detail, cause });
  } else if (output?.kind === "file" && output.path !== undefined) {
    const detail = "lines without end";
    environment.emit({ kind: "process", action: "fill", detail, path: output.path, cause });
  } else if (appendsWithoutPause(shell, node)) {
    const detail = "lines without end";
    environment.emit({ kind: "process", action: "fill", detail, cause });
  } else if (createsWithoutPause(shell, node, start)) {
    const detail = "new files without end";
    environment.emit({ kind: "process", action: "fill", detail, cause });
  }
}
