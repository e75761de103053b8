import type { ArithmeticExpression, ArithmeticFor, CompoundList, For, Select, While } from "unbash";
import type { Argument } from "../../domain/argument.ts";
import { expandWords } from "../expand/expand-words.ts";
import { evaluateArithmetic, withoutFailure } from "./arithmetic.ts";
import { runDoubtful } from "./doubts.ts";
import { contextOf } from "./expansion-context.ts";
import { type LoopNode, watchLoop } from "./loop-limits.ts";
import { writeError, writeOutput } from "./messages.ts";
import { readLine } from "./read-line.ts";
import { type Shell, spanOf } from "./shell.ts";
import { runCondition, runStatements } from "./statements.ts";
import { catchUnwinding, Unwinding } from "./unwinding.ts";
import { setPlain } from "./variables.ts";

/** `for name in words`, `for name`. */
export function runFor(shell: Shell, node: For): void {
  shell.position = spanOf(shell, node.name);
  if (!/^[A-Za-z_]\w*$/.test(node.name.text)) {
    writeError(shell, `\`${node.name.text}': not a valid identifier`);
    shell.state.lastStatus = 1;
    return;
  }
  const words = loopWords(shell, node.wordlist);
  shell.state.lastStatus = 0;
  runLoop(shell, node, (round) => {
    const word = words[round];
    if (word === undefined || !assignWord(shell, node.name.value, word)) return false;
    return runBody(shell, node.body);
  });
}

function loopWords(shell: Shell, words: For["wordlist"]): readonly Argument[] {
  return words === undefined ? shell.state.positional : expandWords(words, contextOf(shell));
}

function assignWord(shell: Shell, name: string, { text, unknown }: Argument): boolean {
  const isDone = setPlain(shell, name, unknown === undefined ? { text } : { text: "", unknown });
  if (!isDone) shell.state.lastStatus = 1;
  return isDone;
}

/** `for ((a; b; c))`. */
export function runArithmeticFor(shell: Shell, node: ArithmeticFor): void {
  shell.position = spanOf(shell, node);
  shell.state.lastStatus = 0;
  runLoop(shell, node, (round) => {
    isNonZero(shell, round === 0 ? node.initialize : node.update);
    const isTrue = isNonZero(shell, node.test);
    if (isTrue === undefined) return runOnce(shell, node, node.body);
    return isTrue && runBody(shell, node.body);
  });
}

/** Whether a part is not zero; one that is a mistake ends the loop with the status 1. */
function isNonZero(shell: Shell, part: ArithmeticExpression | undefined): boolean | undefined {
  let value: bigint | undefined = 1n;
  const failure = withoutFailure(shell, () => {
    if (part !== undefined) value = evaluateArithmetic(shell, part);
    return 0;
  });
  if (failure !== 0) {
    shell.state.lastStatus = failure;
    throw new Unwinding("break", failure);
  }
  return value === undefined ? undefined : value !== 0n;
}

/** `while` and `until`; the status is that of the last body, 0 where none ran. */
export function runWhile(shell: Shell, node: While): void {
  let status: number | undefined = 0;
  runLoop(shell, node, () => {
    const condition = runCondition(shell, node.clause);
    shell.state.lastStatus = status;
    if (condition === undefined) return runOnce(shell, node, node.body);
    if ((condition === 0) !== (node.kind === "while")) return false;
    const goesOn = runBody(shell, node.body);
    status = shell.state.lastStatus;
    return goesOn;
  });
}

/** How often it would go round is not known: once shows what it does. */
function runOnce(shell: Shell, node: { pos: number; end: number }, body: CompoundList): boolean {
  const reason = "how often this loop goes round is not known before";
  runDoubtful(shell, reason, spanOf(shell, node), () => runBody(shell, body));
  shell.state.lastStatus = undefined;
  return false;
}

/** `select`: the choices are read from standard input. */
export function runSelect(shell: Shell, node: Select): void {
  shell.position = spanOf(shell, node);
  const words = loopWords(shell, node.wordlist);
  shell.state.lastStatus = 0;
  if (words.length === 0) return;
  runLoop(shell, node, () => {
    const line = readLine(shell, 0, "\n");
    if (line.kind === "unknown") {
      setPlain(shell, node.name.value, { text: "", unknown: line.reason });
      return runOnce(shell, node, node.body);
    }
    if (line.kind !== "line") {
      writeOutput(shell, "\n");
      shell.state.lastStatus = 1;
      return false;
    }
    setPlain(shell, "REPLY", { text: line.text });
    const chosen = words[Number(line.text) - 1];
    setPlain(shell, node.name.value, { text: chosen?.text ?? "" });
    return runBody(shell, node.body);
  });
}

/** Goes round until `round` says false or a `break` comes, or it is clear that neither will. */
function runLoop(shell: Shell, node: LoopNode, round: (index: number) => boolean): void {
  const watch = watchLoop(shell, node);
  shell.loops += 1;
  try {
    for (let index = 0; ; index += 1) {
      const end = catchUnwinding(["break", "continue"], () => {
        if (!round(index)) throw new Unwinding("break", shell.state.lastStatus);
      });
      if (end !== undefined && leavesLoop(shell, end)) return;
      if (watch?.hasGivenUp(index) === true) return;
    }
  } finally {
    shell.loops -= 1;
  }
}

/** Whether this loop ends; `break 2` and `continue 2` go on in the loop around. */
function leavesLoop(shell: Shell, end: Unwinding): boolean {
  if (end.count > 1 && shell.loops > 1) {
    throw new Unwinding(end.kind, end.status, end.count - 1);
  }
  return end.kind === "break";
}

/** True where the loop goes on; a `continue` and a `break` of this loop are thrown on. */
function runBody(shell: Shell, body: CompoundList): boolean {
  runStatements(shell, body.commands);
  return true;
}
