import { type ParsedScript, parse as parseBash } from "unbash";
import { plainArgument, type Span } from "../../domain/argument.ts";
import type { Outcome, ShellChanges } from "../../domain/program.ts";
import { parse } from "../parse.ts";
import { enterChanges, outcomeOf } from "./calls.ts";
import { copyShell } from "./copy-shell.ts";
import { findForeignSyntax } from "./dash-syntax.ts";
import { writeError } from "./messages.ts";
import { applyShellOption } from "./options.ts";
import { reportUnknown, type Shell, type Source } from "./shell.ts";
import { setShellVariables } from "./start.ts";
import { runLines } from "./statements.ts";
import { runIsolated } from "./subshell.ts";
import { Unwinding } from "./unwinding.ts";
import { setArray } from "./variables.ts";

/** Runs text in this very shell, as `eval` and `.` do. Its parts all point at `span`. */
export function runText(shell: Shell, text: string, span: Span): void {
  const saved = shell.source;
  const source: Source = { text, locate: () => span };
  const parsed = parse(text);
  shell.depth += 1;
  shell.source = source;
  try {
    if (shell.depth > shell.session.limits.depth) {
      reportUnknown(shell, "texts are nested too deeply to foresee", span);
      shell.state.lastStatus = undefined;
    } else if (parsed.kind === "failure") runFaulty(shell, text);
    else if (isForeign(shell, parsed.script, text)) runFaulty(shell, text);
    else if (parsed.script.commands.length === 0) shell.state.lastStatus = 0;
    else runLines(shell, parsed.script.commands);
  } finally {
    shell.source = saved;
    shell.depth -= 1;
  }
}

/** A script file is named by BASH_SOURCE; text of `-c` and of standard input is not. */
function setSource(shell: Shell, { argument, name }: ShellChanges): void {
  const isFile =
    argument === undefined && name !== undefined && !/^(ba|da|a|z|k|rba)?sh$/.test(name);
  if (isFile && shell.state.dialect === "bash") setArray(shell, "BASH_SOURCE", [{ text: name }]);
}

function isForeign(shell: Shell, script: ParsedScript, text: string): boolean {
  return shell.state.dialect === "sh" && findForeignSyntax(script, text) !== undefined;
}

/** Shells read line by line: what stands on whole lines before the mistake is run. */
function runFaulty(shell: Shell, text: string): void {
  const script = parseBash(text);
  const mistake = findMistake(shell, script, text);
  const sound = script.commands.filter(
    ({ end }) => end < mistake && text.slice(end, mistake).includes("\n"),
  );
  const lineStart = sound.at(-1)?.end ?? 0;
  if (parse(text.slice(0, lineStart)).kind === "script") runLines(shell, sound);
  writeError(shell, "syntax error");
  shell.state.lastStatus = 2;
  if (shell.state.dialect === "sh") throw new Unwinding("exit", 2);
}

function findMistake(shell: Shell, script: ParsedScript, text: string): number {
  const error = script.errors?.[0]?.pos;
  const foreign = shell.state.dialect === "sh" ? findForeignSyntax(script, text) : undefined;
  return Math.min(error ?? foreign ?? 0, foreign ?? error ?? 0);
}

/** Runs text in a shell of its own: `sh -c`, scripts. */
export function runShellText(parent: Shell, text: string, changes: ShellChanges): Outcome {
  const shell = startShell(parent, changes);
  const captures = enterChanges(shell, changes);
  keepExported(shell);
  setShellVariables(shell);
  for (const option of changes.shellOptions ?? []) applyShellOption(shell.state, option);
  setSource(shell, changes);
  const span = changes.argument?.span ?? parent.position;
  runIsolated(shell, () => runText(shell, text, span));
  return outcomeOf(shell, captures);
}

function startShell(parent: Shell, changes: ShellChanges): Shell {
  const copy = copyShell(parent);
  const dialect = changes.dialect ?? "bash";
  return {
    ...copy,
    state: {
      ...copy.state,
      dialect,
      setOptions: new Set(["braceexpand", "hashall"]),
      shoptOptions: new Set(),
      positional: changes.positional ?? [],
      name: changes.name ?? dialect,
      lastStatus: 0,
    },
    functions: exportedFunctions(parent, dialect),
    aliases: new Map(),
    scopes: [],
    calls: [],
    directories: [],
    exempt: 0,
    loops: 0,
    sourced: 0,
    isMain: false,
    isSubshell: false,
    command: [plainArgument(dialect)],
  };
}

function exportedFunctions(parent: Shell, dialect: "bash" | "sh"): Shell["functions"] {
  const kept = [...parent.functions].filter(([name]) => parent.exportedFunctions.has(name));
  return new Map(dialect === "bash" ? kept : []);
}

function keepExported({ state: { variables } }: Shell): void {
  for (const [name, variable] of variables) {
    if (variable.isExported !== true || variable.kind !== "plain") variables.delete(name);
    else variables.set(name, { kind: "plain", values: variable.values, isExported: true });
  }
}
