import type { ArithmeticFor, For, Select, While } from "unbash";
import type { Span } from "../../domain/argument.ts";
import { formatCount } from "../../domain/text.ts";
import { makeCause } from "./causes.ts";
import { raiseDoubt } from "./doubts.ts";
import { reportUnknown, type Shell, spanOf } from "./shell.ts";
import { Unwinding } from "./unwinding.ts";

export type LoopNode = For | ArithmeticFor | While | Select;

/** What there was when a loop began. */
export interface LoopStart {
  readonly jobs: number;
  readonly effects: number;
}

export function startLoop({ session }: Shell): LoopStart {
  return { jobs: session.jobs, effects: session.environment.countEffects() };
}

/** Counts a round; true where there were more than can be followed. */
export function isTooLong({ session }: Shell): boolean {
  session.iterations += 1;
  if (session.iterations <= session.limits.iterations) return false;
  // Other loops are worth a look, though with fewer rounds.
  session.iterations = session.limits.iterations / 2;
  return true;
}

/**
 * A loop that goes on for ever ends the walk of its process; one that waits for something outside
 * the line ends at some time nobody knows.
 */
export function giveUp(shell: Shell, node: LoopNode, start: LoopStart): void {
  const { environment, limits } = shell.session;
  const span = spanOf(shell, node);
  shell.state.lastStatus = undefined;
  if (environment.countEffects() > start.effects) {
    const rounds = formatCount(limits.iterations);
    reportUnknown(shell, `the loop does not end within ${rounds} rounds`, span);
  }
  if (!goesOnForEver(shell, node)) {
    raiseDoubt(shell, "how long this loop goes round is not known before", span);
    return;
  }
  reportExhaustion(shell, span, start.jobs);
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
  if (command.type === "ArithmeticCommand")
    return node.kind === "while" && /^\s*1\s*$/.test(command.body);
  const name = command.type === "Command" ? command.name?.text : undefined;
  return node.kind === "while" ? name === "true" || name === ":" : name === "false";
}

/** What goes on for ever uses the machine up: processes, or a file that grows. */
function reportExhaustion(shell: Shell, span: Span, jobsBefore: number): void {
  const { environment, jobs } = shell.session;
  const cause = makeCause(shell, "while", [], span);
  const output = shell.descriptors.get(1);
  if (jobs > jobsBefore + 1) {
    const detail = "processes without end";
    environment.emit({ kind: "process", action: "endless", detail, cause });
  } else if (output?.kind === "file" && output.path !== undefined) {
    const detail = "lines without end";
    environment.emit({ kind: "process", action: "fill", detail, path: output.path, cause });
  }
}
