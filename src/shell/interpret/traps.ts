import { runText } from "./scripts.ts";
import type { Shell } from "./shell.ts";
import { catchUnwinding } from "./unwinding.ts";

/** Runs the command of `trap … EXIT`, once. The status stays that of before unless it exits itself. */
export function runExitTrap(shell: Shell): void {
  const command = shell.traps.get("EXIT");
  if (command === undefined) return;
  shell.traps.delete("EXIT");
  const { lastStatus } = shell.state;
  const end = catchUnwinding(["exit"], () => runText(shell, command, shell.position));
  shell.state.lastStatus = end === undefined ? lastStatus : end.status;
}

/** Runs the command of `trap … ERR` after a failure that nothing checks. */
export function runErrorTrap(shell: Shell): void {
  const command = shell.traps.get("ERR");
  if (command === undefined || command === "") return;
  if (shell.calls.length > 0 && !shell.state.setOptions.has("errtrace")) return;
  const { lastStatus } = shell.state;
  shell.traps.delete("ERR");
  runText(shell, command, shell.position);
  shell.traps.set("ERR", command);
  shell.state.lastStatus = lastStatus;
}
