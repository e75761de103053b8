import type { Case, CommandNode, CompoundCommand, CompoundList, If, Redirected } from "unbash";
import { expandPattern } from "../expand/expand-pattern.ts";
import { expandText } from "../expand/expand-text.ts";
import { statusOfArithmetic } from "./arithmetic.ts";
import { runConditional } from "./conditional.ts";
import { runCoprocess } from "./coprocess.ts";
import { copyShell } from "./copy-shell.ts";
import { contextOf } from "./expansion-context.ts";
import { runArithmeticFor, runFor, runSelect, runWhile } from "./loops.ts";
import { writeError } from "./messages.ts";
import { notePassingBy } from "./passing-by.ts";
import { applyRedirections } from "./redirect.ts";
import { reportUnknown, type Shell, spanOf } from "./shell.ts";
import { runSimpleCommand } from "./simple-command.ts";
import { runCondition, runPerhaps, runStatements } from "./statements.ts";
import { runSubshell } from "./subshell.ts";

/** Runs one command of any kind. */
export function runCommandNode(shell: Shell, node: CommandNode | CompoundList): void {
  switch (node.type) {
    case "Command":
      runSimpleCommand(shell, node);
      return;
    case "Redirected":
      runRedirected(shell, node);
      return;
    case "Function": {
      const name = node.name.value;
      shell.functions.set(name, { body: node.body, source: shell.source });
      notePassingBy(shell, "function", name);
      shell.state.lastStatus = 0;
      return;
    }
    case "Coproc":
      if (shell.state.dialect === "sh") refuseWord(shell, "coproc");
      else runCoprocess(shell, node);
      return;
    case "CompoundList":
      runStatements(shell, node.commands);
      return;
    default:
      runCompound(shell, node);
      return;
  }
}

function runCompound(shell: Shell, node: CompoundCommand): void {
  switch (node.type) {
    case "BraceGroup":
      runStatements(shell, node.body.commands);
      return;
    case "Subshell": {
      const copy = copyShell(shell);
      runSubshell(copy, node.body.commands);
      shell.state.lastStatus = copy.state.lastStatus;
      return;
    }
    case "If":
      runIf(shell, node);
      return;
    case "Case":
      runCase(shell, node);
      return;
    case "For":
      runFor(shell, node);
      return;
    case "ArithmeticFor":
      runArithmeticFor(shell, node);
      return;
    case "While":
      runWhile(shell, node);
      return;
    case "Select":
      runSelect(shell, node);
      return;
    case "TestCommand":
      if (shell.state.dialect === "sh") refuseWord(shell, "[[");
      else runConditional(shell, node);
      return;
    case "ArithmeticCommand": {
      if (shell.state.dialect === "sh") {
        reportUnknown(
          shell,
          "`((` begins a subshell in `sh`, and what it runs is not followed",
          spanOf(shell, node),
        );
        shell.state.lastStatus = undefined;
        return;
      }
      shell.position = spanOf(shell, node);
      shell.state.lastStatus = statusOfArithmetic(shell, node.body);
    }
  }
}

/** What is a keyword of bash is the name of a program to `sh`, and there is none. */
function refuseWord(shell: Shell, word: string): void {
  writeError(shell, `${word}: not found`);
  shell.state.lastStatus = 127;
}

function runRedirected(shell: Shell, node: Redirected): void {
  shell.position = spanOf(shell, node);
  withRedirections(shell, node.redirects, () => runCompound(shell, node.command));
}

/** Runs an action with redirections in force; where one fails the status is 1 and nothing is run. */
export function withRedirections(
  shell: Shell,
  redirections: Redirected["redirects"],
  action: () => void,
): void {
  const saved = shell.descriptors;
  shell.descriptors = new Map(saved);
  try {
    if (applyRedirections(shell, redirections)) action();
    else shell.state.lastStatus = shell.state.dialect === "sh" ? 2 : 1;
  } finally {
    shell.descriptors = saved;
    for (const [number, file] of shell.lasting) saved.set(number, file);
  }
}

function runIf(shell: Shell, node: If): void {
  const clauses = [node, ...node.elif];
  let isUncertain = false;
  for (const clause of clauses) {
    const status = runCondition(shell, clause.clause);
    const body = clause.then;
    if (status === 0) {
      runStatements(shell, body.commands);
      return;
    }
    if (status === undefined) {
      runPerhaps(shell, body, (copy) => runStatements(copy, body.commands), !isUncertain);
      isUncertain = true;
    } else shell.failedChange = undefined;
  }
  const other = node.else;
  if (other === undefined) shell.state.lastStatus = isUncertain ? undefined : 0;
  else if (isUncertain) {
    runPerhaps(shell, other, (copy) => runStatements(copy, other.commands), false);
  } else runStatements(shell, other.commands);
}

function runCase(shell: Shell, node: Case): void {
  shell.position = spanOf(shell, node);
  const word = expandText(node.word, contextOf(shell), "argument");
  shell.state.lastStatus = 0;
  let isFallingThrough = false;
  for (const item of node.items) {
    const matches = isFallingThrough
      ? true
      : word.unknown === undefined
        ? matchesItem(shell, item, word.text)
        : undefined;
    isFallingThrough = false;
    if (matches === false) continue;
    if (matches === undefined) {
      runPerhaps(shell, item, (copy) => runStatements(copy, item.body.commands), false);
      shell.state.lastStatus = undefined;
      continue;
    }
    runStatements(shell, item.body.commands);
    if (item.terminator === ";&") isFallingThrough = true;
    else if (item.terminator !== ";;&") return;
  }
}

function matchesItem(shell: Shell, item: Case["items"][number], text: string): boolean | undefined {
  let result: boolean | undefined = false;
  for (const word of item.pattern) {
    const pattern = expandPattern(word, contextOf(shell));
    if (pattern.unknown !== undefined) result = undefined;
    else if (pattern.matches(text)) return true;
  }
  return result;
}
