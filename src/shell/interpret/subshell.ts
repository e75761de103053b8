import type { AndOr, CommandNode, Pipeline, Statement } from "unbash";
import { finishSubstitutions } from "./pipelines.ts";
import { reportUnknown, type Shell } from "./shell.ts";
import { runStatements } from "./statements.ts";
import { runExitTrap } from "./traps.ts";
import { catchUnwinding } from "./unwinding.ts";

/** Runs statements in a shell of their own, to their end or to whatever ends that shell. */
export function runSubshell(shell: Shell, statements: readonly Statement[]): void {
  runIsolated(shell, () => runStatements(shell, statements));
}

/** Commands whose kind has bash forget `trap … EXIT` where they are the whole of a stage or a job. */
const untrappedKinds: ReadonlySet<string> = new Set([
  "If",
  "For",
  "ArithmeticFor",
  "Select",
  "While",
  "Case",
]);

/** Runs a stage of a pipeline or a job in the background, which is a shell of its own. */
export function runForked(
  shell: Shell,
  node: CommandNode | AndOr | Pipeline,
  run: () => void,
): void {
  const kind = node.type === "Redirected" ? node.command.type : node.type;
  runIsolated(shell, () => {
    try {
      run();
    } finally {
      if (untrappedKinds.has(kind)) shell.traps.delete("EXIT");
    }
  });
}

/** Runs an action in a shell that ends with it: `exit` and stray jumps go no further. */
export function runIsolated(shell: Shell, action: () => void): void {
  if (shell.depth > shell.session.limits.depth) {
    reportUnknown(shell, "shells are nested too deeply to foresee");
    shell.state.lastStatus = undefined;
    return;
  }
  const end = catchUnwinding(["exit", "return", "break", "continue", "discard"], action);
  const hasStatus = end !== undefined && end.kind !== "break" && end.kind !== "continue";
  if (hasStatus) shell.state.lastStatus = end.status;
  runExitTrap(shell);
  finishSubstitutions(shell.lastingSubstitutions.splice(0));
}
