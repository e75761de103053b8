import type { CommandNode, Pipeline, PipelineNode } from "unbash";
import { joinStreams, type Stream, unknownStream } from "../../domain/stream.ts";
import type { Path } from "../../domain/world.ts";
import { ExpansionFailure } from "../state.ts";
import { runCommandNode } from "./compound.ts";
import { copyShell } from "./copy-shell.ts";
import { openCapture, openStream } from "./descriptors.ts";
import { raiseDoubt } from "./doubts.ts";
import { writeError, writeStream } from "./messages.ts";
import type { PendingSubstitution, Shell } from "./shell.ts";
import { runExempt } from "./statements.ts";
import { runForked } from "./subshell.ts";
import { runErrorTrap } from "./traps.ts";
import { catchUnwinding, Unwinding } from "./unwinding.ts";
import { setArray } from "./variables.ts";

/** Runs a pipeline or a single command, `!` and `time` before it, and what `set -e` makes of it. */
export function runPipelineNode(shell: Shell, node: PipelineNode): void {
  if (node.type !== "Pipeline") {
    runSingle(shell, node);
    return;
  }
  const negations = node.prefixes.filter((prefix) => prefix.type === "Negation").length;
  if (negations > 0) runExempt(shell, () => runStages(shell, node));
  else runStages(shell, node);
  if (node.prefixes.length > negations) {
    writeStream(shell, 2, unknownStream("how long it takes is not known before"));
  }
  if (negations % 2 === 1) negate(shell);
}

function negate(shell: Shell): void {
  const { lastStatus } = shell.state;
  if (lastStatus === undefined) return;
  shell.state.lastStatus = lastStatus === 0 ? 1 : 0;
  shell.failedChange = undefined;
}

function runStages(shell: Shell, node: Pipeline): void {
  const [first] = node.commands;
  if (first === undefined) shell.state.lastStatus = 0;
  else if (node.commands.length === 1) runSingle(shell, first);
  else runPipes(shell, node);
}

/** Kinds whose own parts were checked already, so that their status ends no shell. */
const uncheckedKinds: ReadonlySet<string> = new Set([
  "If",
  "For",
  "ArithmeticFor",
  "Select",
  "While",
  "BraceGroup",
  "Case",
  "Function",
  "Coproc",
]);

function runSingle(shell: Shell, node: CommandNode): void {
  const outer = shell.pending;
  shell.pending = [];
  try {
    runCommandNode(shell, node);
  } catch (error) {
    if (!(error instanceof ExpansionFailure)) throw error;
    failExpansion(shell, error);
  } finally {
    const substitutions = shell.pending;
    shell.pending = outer;
    finishSubstitutions(substitutions);
  }
  const kind = node.type === "Redirected" ? node.command.type : node.type;
  setPipeStatus(shell, [shell.state.lastStatus]);
  if (!uncheckedKinds.has(kind)) checkFailure(shell);
}

/** Runs what `>(…)` holds, now that all has flowed into it. */
export function finishSubstitutions(substitutions: readonly PendingSubstitution[]): void {
  for (const substitution of substitutions) substitution.finish();
}

/** `${x:?}` and `set -u` end the shell, other mistakes what is left of the line. */
function failExpansion(shell: Shell, error: ExpansionFailure): never {
  writeError(shell, error.message);
  if (shell.state.dialect === "sh") throw new Unwinding("exit", 2);
  if (!error.endsShell) throw new Unwinding("discard", 1);
  const isPlain = !shell.isSubshell && !shell.state.setOptions.has("errexit");
  throw new Unwinding("exit", isPlain ? 127 : 1);
}

function setPipeStatus(shell: Shell, statuses: readonly (number | undefined)[]): void {
  const unknown = "the status is not known before";
  const values = statuses.map((status) =>
    status === undefined ? { text: "", unknown } : { text: String(status) },
  );
  setArray(shell, "PIPESTATUS", values);
}

/** Ends the shell after a failure where `set -e` says so. */
function checkFailure(shell: Shell): void {
  const { lastStatus, setOptions } = shell.state;
  if (lastStatus === 0 || shell.exempt > 0) return;
  if (lastStatus === undefined) {
    if (!setOptions.has("errexit")) return;
    const reason = "whether the shell goes on depends on a status that is not known before";
    raiseDoubt(shell, reason, shell.position);
    return;
  }
  runErrorTrap(shell);
  if (setOptions.has("errexit")) throw new Unwinding("exit", lastStatus);
}

/** One stage after the other, each with what the one before has put out. */
function runPipes(shell: Shell, node: Pipeline): void {
  const statuses: (number | undefined)[] = [];
  const read = new Set<Path>();
  let input: Stream | undefined;
  node.commands.forEach((command, index) => {
    const operator = node.operators[index];
    if (operator === undefined) {
      statuses.push(runLastStage(shell, command, input, read));
      return;
    }
    const capture = openCapture();
    const stage = copyShell(shell);
    stage.descriptors.set(1, capture.file);
    if (operator === "|&") stage.descriptors.set(2, capture.file);
    const isEndless = runStage(stage, command, input, read);
    statuses.push(stage.state.lastStatus);
    const output = capture.content();
    input = isEndless && hasContent(output) ? joinStreams(output, { kind: "endless" }) : output;
  });
  setPipeStatus(shell, statuses);
  shell.state.lastStatus = statusOfPipes(shell, statuses);
  checkFailure(shell);
}

function hasContent(stream: Stream): boolean {
  return stream.kind !== "text" || stream.text !== "";
}

/** Runs a stage in its own shell; true where it would run for ever. */
function runStage(
  stage: Shell,
  command: CommandNode,
  input: Stream | undefined,
  read: Set<Path>,
): boolean {
  const own = new Set<Path>();
  stage.forks += 1;
  stage.readers = [...stage.readers, own];
  stage.readBefore = new Set([...stage.readBefore, ...read]);
  if (input !== undefined) stage.descriptors.set(0, openStream(input));
  const run = (): void => runSingle(stage, command);
  const end = catchUnwinding(["limit"], () => runForked(stage, command, run));
  for (const path of own) read.add(path);
  return end !== undefined;
}

function runLastStage(
  shell: Shell,
  command: CommandNode,
  input: Stream | undefined,
  read: Set<Path>,
): number | undefined {
  if (!shell.state.shoptOptions.has("lastpipe")) {
    const stage = copyShell(shell);
    runStage(stage, command, input, read);
    return stage.state.lastStatus;
  }
  const saved = shell.descriptors;
  shell.descriptors = new Map(saved);
  if (input !== undefined) shell.descriptors.set(0, openStream(input));
  try {
    runCommandNode(shell, command);
  } finally {
    shell.descriptors = saved;
  }
  return shell.state.lastStatus;
}

function statusOfPipes(
  shell: Shell,
  statuses: readonly (number | undefined)[],
): number | undefined {
  if (!shell.state.setOptions.has("pipefail")) return statuses.at(-1);
  const failure = statuses.findLast((status) => status !== 0);
  if (statuses.some((status) => status === undefined)) return undefined;
  return failure ?? 0;
}
