import type { Argument } from "../../domain/argument.ts";
import { makeCause } from "./causes.ts";
import { runCommandNode } from "./compound.ts";
import { type FunctionDefinition, reportUnknown, type Scope, type Shell } from "./shell.ts";
import { catchUnwinding, Unwinding } from "./unwinding.ts";
import { leaveScope, setArray } from "./variables.ts";

/** How deep a function may call itself before that is taken to be without end. */
const maximumRecursion = 200;
/** The same for one that goes into pipes or the background each time. */
const maximumForks = 30;

/** Calls a function: arguments and local variables of its own, everything else the caller's. */
export function callFunction(
  shell: Shell,
  definition: FunctionDefinition,
  command: readonly Argument[],
): void {
  const [name, ...words] = command;
  if (name === undefined) return;
  checkRecursion(shell, name.text, command);
  const { positional } = shell.state;
  const { source, loops, position } = shell;
  const scope: Scope = new Map();
  shell.scopes.push(scope);
  shell.calls.push(name.text);
  setNames(shell);
  shell.state.positional = words;
  shell.source = definition.source;
  shell.loops = 0;
  shell.depth += 1;
  try {
    const end = catchUnwinding(["return"], () => runCommandNode(shell, definition.body));
    if (end !== undefined) shell.state.lastStatus = end.status;
  } finally {
    shell.depth -= 1;
    shell.loops = loops;
    shell.source = source;
    shell.position = position;
    shell.state.positional = positional;
    shell.scopes.pop();
    shell.calls.pop();
    leaveScope(shell, scope);
    setNames(shell);
  }
}

function setNames(shell: Shell): void {
  if (shell.calls.length === 0) shell.state.variables.delete("FUNCNAME");
  else setArray(shell, "FUNCNAME", shell.calls.map((text) => ({ text })).reverse());
}

function checkRecursion(shell: Shell, name: string, command: readonly Argument[]): void {
  const depth = shell.calls.filter((call) => call === name).length;
  if (depth >= maximumForks && shell.forks >= maximumForks) {
    const cause = makeCause(shell, name, command, shell.position);
    const detail = "a function that starts itself again and again";
    shell.session.environment.emit({ kind: "process", action: "endless", detail, cause });
    throw new Unwinding("endless", undefined);
  }
  if (depth < maximumRecursion) return;
  reportUnknown(shell, `how deep \`${name}\` calls itself is not known before`);
  throw new Unwinding("limit", undefined);
}
