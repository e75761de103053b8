import type { AndOr, CompoundList, PipelineNode, Statement } from "unbash";
import { adoptShell, copyShell } from "./copy-shell.ts";
import { openNull } from "./descriptors.ts";
import { runDoubtful } from "./doubts.ts";
import { runPipelineNode } from "./pipelines.ts";
import { type Shell, spanOf } from "./shell.ts";
import { runForked } from "./subshell.ts";
import { catchUnwinding } from "./unwinding.ts";

/** Runs statements in order. `$?` is that of the last one afterwards. */
export function runStatements(shell: Shell, statements: readonly Statement[]): void {
  for (const statement of statements) {
    if (shell.state.setOptions.has("noexec")) return;
    if (statement.background === true) runInBackground(shell, statement);
    else runNode(shell, statement.command);
  }
}

/** Runs the statements of a whole text: a mistake in one ends those on the same line. */
export function runLines(shell: Shell, statements: readonly Statement[]): void {
  let isSkipping = false;
  statements.forEach((statement, index) => {
    const before = shell.source.text.slice(statements[index - 1]?.end ?? 0, statement.pos);
    if (isSkipping && !before.includes("\n")) return;
    const end = catchUnwinding(["discard"], () => runStatements(shell, [statement]));
    isSkipping = end !== undefined;
    if (end !== undefined) shell.state.lastStatus = end.status;
  });
}

/** Runs a list whose failure decides something, and so ends no shell with `set -e`. */
export function runCondition(shell: Shell, list: CompoundList): number | undefined {
  runExempt(shell, () => runStatements(shell, list.commands));
  return shell.state.lastStatus;
}

/** Runs an action within which a failure does not end the shell. */
export function runExempt(shell: Shell, action: () => void): void {
  shell.exempt += 1;
  try {
    action();
  } finally {
    shell.exempt -= 1;
  }
}

/**
 * Runs what may or may not happen, since a status is not known. Its effects count; `exit` and the
 * like in it do not end the shell, and what it does to the shell stays only where it is `likely`
 * and comes to its end. That it is not known is listed where it makes a difference.
 */
export function runPerhaps(
  shell: Shell,
  node: Spanned,
  action: (shell: Shell) => void,
  isLikely: boolean,
): void {
  const reason = "whether this runs depends on a status that is not known before";
  const copy = { ...copyShell(shell), traps: shell.traps, isSubshell: shell.isSubshell };
  let hasEnded = false;
  runDoubtful(shell, reason, spanOf(shell, node), () => {
    catchUnwinding(["exit", "return", "break", "continue", "discard", "limit"], () => {
      action(copy);
      hasEnded = true;
    });
  });
  if (hasEnded && isLikely) adoptShell(shell, copy);
  shell.state.lastStatus = undefined;
}

interface Spanned {
  readonly pos: number;
  readonly end: number;
}

/** The job is run at once, to its end: what it does with the commands after it is not foreseen. */
function runInBackground(shell: Shell, statement: Statement): void {
  const copy = copyShell(shell);
  copy.forks += 1;
  shell.session.jobs += 1;
  if (shell.descriptors.get(0)?.kind !== "terminal") copy.descriptors.set(0, openNull());
  catchUnwinding(["limit"], () =>
    runForked(copy, statement.command, () => runNode(copy, statement.command)),
  );
  shell.session.jobStatuses.push(copy.state.lastStatus);
  shell.state.variables.set("!", {
    kind: "plain",
    values: new Map([["0", { text: "", unknown: "process numbers are not known before" }]]),
  });
  shell.state.lastStatus = 0;
}

function runNode(shell: Shell, node: PipelineNode | AndOr): void {
  if (node.type === "AndOr") runAndOr(shell, node);
  else runPipelineNode(shell, node);
}

function runAndOr(shell: Shell, node: AndOr): void {
  const last = node.commands.length - 1;
  node.commands.forEach((command, index) => {
    const run = (): void => runPipelineNode(shell, command);
    const runChecked = index === last ? run : (): void => runExempt(shell, run);
    const operator = node.operators[index - 1];
    const { lastStatus } = shell.state;
    if (operator === undefined) runChecked();
    else if (lastStatus === undefined) {
      const runOn = (copy: Shell): void => runExempt(copy, () => runPipelineNode(copy, command));
      runPerhaps(shell, command, runOn, operator === "&&");
    } else if (operator === "&&" && lastStatus === 0) runChecked();
    else if (operator === "||" && lastStatus !== 0) {
      // The failure is dealt with: a `cd` that failed is no surprise to what follows.
      shell.failedChange = undefined;
      runChecked();
    }
  });
}
