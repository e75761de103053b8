import type { Assignment } from "unbash";
import type { Argument } from "../../domain/argument.ts";
import { unknownStream } from "../../domain/stream.ts";
import { evaluateAssignment, type PreparedAssignment, valueToAssign } from "./assignments.ts";
import { findBuiltin } from "./builtins/find-builtin.ts";
import { runBuiltin } from "./builtins/run.ts";
import { makeCause } from "./causes.ts";
import { callFunction } from "./functions.ts";
import { writeError, writeStream } from "./messages.ts";
import { runProgramNamed } from "./programs.ts";
import type { Scope, Shell } from "./shell.ts";
import { assign, changeAttributes, leaveScope, remember, resolveName } from "./variables.ts";

/** A command after expansion. */
export interface Dispatch {
  /** Name and arguments. */
  readonly command: readonly Argument[];
  /** `A=1` before the name: for this command only. */
  readonly assignments: readonly Assignment[];
  /** Assignments among the arguments of `declare` and its kin. */
  readonly declared: ReadonlyMap<Argument, PreparedAssignment>;
  /** See `BuiltinRequest`. */
  readonly isMild?: boolean;
}

/** Runs a command in bash's order: function, builtin, program. */
export function dispatch(shell: Shell, request: Dispatch): void {
  const [first] = request.command;
  if (first === undefined) return;
  if (shell.state.setOptions.has("xtrace")) {
    writeStream(shell, 2, unknownStream("what `set -x` prints is not modelled"));
  }
  if (first.unknown !== undefined) {
    runUnseen(shell, first, first.unknown);
    return;
  }
  const definition = shell.functions.get(first.text);
  withAssignments(shell, request.assignments, () => {
    if (definition !== undefined) callFunction(shell, definition, request.command);
    else dispatchPlain(shell, request);
  });
}

/** The same without functions: what `command` runs. */
export function dispatchPlain(shell: Shell, request: Omit<Dispatch, "assignments">): void {
  const [first] = request.command;
  if (first === undefined) return;
  const builtin = findBuiltin(shell, first.text);
  if (builtin !== undefined) runBuiltin(shell, builtin, request);
  else runProgramNamed(shell, request.command);
}

/** The name of the command itself is made while the line runs. */
function runUnseen(shell: Shell, name: Argument, reason: string): void {
  const { environment } = shell.session;
  const cause = makeCause(shell, "", shell.command, shell.position, name);
  const source = { kind: "unseen", detail: reason } as const;
  environment.emit({ kind: "run-code", interpreter: shell.state.dialect, source, cause });
  writeStream(shell, 1, unknownStream(reason));
  shell.state.lastStatus = undefined;
}

/** Runs an action with variables that are exported, and put back afterwards. */
function withAssignments(
  shell: Shell,
  assignments: readonly Assignment[],
  action: () => void,
): void {
  if (assignments.length === 0) {
    action();
    return;
  }
  const scope: Scope = new Map();
  try {
    for (const node of assignments) assignTemporarily(shell, scope, node);
    action();
  } finally {
    leaveScope(shell, scope);
  }
}

function assignTemporarily(shell: Shell, scope: Scope, node: Assignment): void {
  if (node.index !== undefined) {
    writeError(shell, `\`${node.name}[${node.index.text}]': not a valid identifier`);
    return;
  }
  const prepared = evaluateAssignment(shell, node);
  const name = resolveName(shell, prepared.name);
  remember(shell, scope, name);
  const { isAppended } = prepared;
  if (!assign(shell, { name, value: valueToAssign(prepared.value), isAppended })) return;
  changeAttributes(shell, name, (variable) => ({ ...variable, isExported: true }));
}
