import type { Assignment, Command, CommandArgument, Word } from "unbash";
import { type Argument, plainArgument } from "../../domain/argument.ts";
import { expandWords } from "../expand/expand-words.ts";
import { joinSplitWords } from "../expand/split-words.ts";
import { ExpansionFailure } from "../state.ts";
import { expandAlias } from "./aliases.ts";
import {
  carryOut,
  evaluateAssignment,
  type PreparedAssignment,
  valueToAssign,
} from "./assignments.ts";
import { findBuiltin, isSpecial } from "./builtins/find-builtin.ts";
import { withRedirections } from "./compound.ts";
import { type Dispatch, dispatch } from "./dispatch.ts";
import { contextOf } from "./expansion-context.ts";
import { writeError } from "./messages.ts";
import { applyRedirections } from "./redirect.ts";
import { reportUnknown, type Shell, spanOf } from "./shell.ts";
import { Unwinding } from "./unwinding.ts";

/** Runs a simple command: expansion, redirections, assignments, then function, builtin or program. */
export function runSimpleCommand(shell: Shell, node: Command): void {
  if (expandAlias(shell, node)) return;
  countCommand(shell);
  shell.position = spanOf(shell, node);
  expandAndRun(shell, node);
}

function countCommand(shell: Shell): void {
  const { session } = shell;
  session.commands += 1;
  if (session.commands <= session.limits.commands) return;
  reportUnknown(shell, "the line runs more commands than can be foreseen");
  throw new Unwinding("limit", undefined);
}

function expandAndRun(shell: Shell, node: Command): void {
  shell.substitutionStatus = undefined;
  shell.hasSubstituted = false;
  const declared = new Map<Argument, PreparedAssignment>();
  const command = expandCommand(shell, node, declared);
  shell.command = command;
  const assignments = node.prefix.filter((part): part is Assignment => part.type === "Assignment");
  const [first] = command;
  if (first === undefined) {
    runAssignments(shell, node, assignments);
    return;
  }
  if (first.unknown !== undefined) {
    reportUnknown(shell, `which command this is cannot be known: ${first.unknown}`, first.span);
  }
  const request: Dispatch = { command, assignments, declared };
  if (first.text === "exec" && findBuiltin(shell, "exec") !== undefined) {
    runExec(shell, node, request);
    return;
  }
  let isOpen = false;
  const run = (): void =>
    withRedirections(shell, node.redirects, () => {
      isOpen = true;
      dispatch(shell, request);
    });
  try {
    run();
  } catch (error) {
    if (isOpen || !(error instanceof ExpansionFailure)) throw error;
    failChild(shell, first.text, error);
  }
  setLastWord(shell, command.at(-1));
  if (!isOpen) failRedirection(shell, first.text);
}

/** bash expands the redirections of a program in the process made for it: a mistake ends only that. */
function failChild(shell: Shell, name: string, failure: ExpansionFailure): void {
  const isProgram = !shell.functions.has(name) && findBuiltin(shell, name) === undefined;
  if (!isProgram || shell.state.dialect === "sh") throw failure;
  writeError(shell, failure.message);
  shell.state.lastStatus = failure.endsShell ? 127 : 1;
}

/** `$_` is the last word of the command before. */
function setLastWord({ state }: Shell, word: Argument | undefined): void {
  if (state.dialect === "sh") return;
  state.variables.set("_", { kind: "plain", values: new Map([["0", valueToAssign(word)]]) });
}

/** POSIX: a redirection that fails for a special builtin ends a shell that is not interactive. */
function failRedirection(shell: Shell, name: string): void {
  if (shell.state.dialect === "sh" && isSpecial(name)) throw new Unwinding("exit", 2);
}

/** A read-only variable: bash leaves the line, dash the shell. */
function failAssignment({ state }: Shell): Unwinding {
  return state.dialect === "sh" ? new Unwinding("exit", 2) : new Unwinding("discard", 1);
}

/** `a+=1` and `a[1]=2` are the names of programs to `sh`. */
function isForeign({ append, index }: Assignment): boolean {
  return append === true || index !== undefined;
}

/** `exec` keeps its redirections. */
function runExec(shell: Shell, node: Command, request: Dispatch): void {
  const saved = new Map(shell.descriptors);
  if (!applyRedirections(shell, node.redirects)) {
    shell.descriptors = saved;
    shell.state.lastStatus = 1;
    failRedirection(shell, "exec");
    return;
  }
  // What flows into a process substitution does so until the shell ends.
  shell.lastingSubstitutions.push(...shell.pending.splice(0));
  dispatch(shell, request);
}

function expandCommand(
  shell: Shell,
  node: Command,
  declared: Map<Argument, PreparedAssignment>,
): readonly Argument[] {
  const context = contextOf(shell);
  const words: Word[] = node.name === undefined ? [] : [node.name];
  if (node.args.every((part) => part.type === "Word")) {
    return expandWords(joinSplitWords([...words, ...(node.args as readonly Word[])]), context);
  }
  const result = [...expandWords(words, context)];
  for (const part of node.args) result.push(...expandPart(shell, part, declared));
  return result;
}

/** `declare a=$b` splits no words; what is assigned travels beside the argument. */
function expandPart(
  shell: Shell,
  part: CommandArgument,
  declared: Map<Argument, PreparedAssignment>,
): readonly Argument[] {
  if (part.type === "Word") return expandWords([part], contextOf(shell));
  const prepared = evaluateAssignment(shell, part);
  const value = prepared.value?.text ?? "";
  const argument: Argument = {
    ...plainArgument(`${part.name}=${value}`, spanOf(shell, part)),
    written: part.text,
    ...(prepared.value?.unknown === undefined ? {} : { unknown: prepared.value.unknown }),
  };
  declared.set(argument, prepared);
  return [argument];
}

/** Assignments and redirections without a command: the shell's own variables change. */
function runAssignments(shell: Shell, node: Command, assignments: readonly Assignment[]): void {
  let status: number | undefined = 0;
  for (const assignment of assignments) {
    if (shell.state.dialect === "sh" && isForeign(assignment)) {
      status = 127;
      continue;
    }
    const prepared = evaluateAssignment(shell, assignment);
    if (!carryOut(shell, prepared)) throw failAssignment(shell);
  }
  if (shell.hasSubstituted) status = shell.substitutionStatus;
  withRedirections(shell, node.redirects, () => {
    shell.state.lastStatus = status;
  });
  setLastWord(shell, undefined);
}
