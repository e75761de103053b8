import type {
  TestBinaryExpression,
  TestCommand,
  TestExpression,
  TestUnaryExpression,
} from "unbash";
import { expandPattern } from "../expand/expand-pattern.ts";
import { expandRegularExpression } from "../expand/expand-regular-expression.ts";
import { expandText } from "../expand/expand-text.ts";
import { evaluateArithmetic, withoutFailure } from "./arithmetic.ts";
import { contextOf } from "./expansion-context.ts";
import { writeError } from "./messages.ts";
import { type Shell, spanOf } from "./shell.ts";
import { type Truth, testBinary, testUnary } from "./test-primaries.ts";
import { setArray } from "./variables.ts";

/** `[[ … ]]`. */
export function runConditional(shell: Shell, node: TestCommand): void {
  shell.position = spanOf(shell, node);
  shell.state.lastStatus = 0;
  const status = withoutFailure(shell, () => {
    const truth = evaluate(shell, node.expression);
    return truth === undefined ? undefined : truth ? 0 : 1;
  });
  // A regular expression that is none has set its own status.
  if (shell.state.lastStatus !== 2) shell.state.lastStatus = status;
}

function evaluate(shell: Shell, node: TestExpression): Truth {
  switch (node.type) {
    case "TestGroup":
      return evaluate(shell, node.expression);
    case "TestNot": {
      const truth = evaluate(shell, node.operand);
      return truth === undefined || node.negations.length % 2 === 0 ? truth : !truth;
    }
    case "TestLogical":
      return evaluateLogical(shell, node.operator, node.operands);
    case "TestUnary":
      return evaluateUnary(shell, node);
    case "TestBinary":
      return evaluateBinary(shell, node);
  }
}

/** Stops at the first operand that decides; one that is not known decides nothing. */
function evaluateLogical(
  shell: Shell,
  operator: "&&" | "||",
  operands: readonly TestExpression[],
): Truth {
  const deciding = operator === "||";
  let result: Truth = !deciding;
  for (const operand of operands) {
    const truth = evaluate(shell, operand);
    if (truth === deciding) return deciding;
    if (truth === undefined) result = undefined;
  }
  return result;
}

function evaluateUnary(shell: Shell, node: TestUnaryExpression): Truth {
  const operand = expandText(node.operand, contextOf(shell));
  if (operand.unknown !== undefined) return undefined;
  return testUnary(shell, node.operator, operand.text);
}

function evaluateBinary(shell: Shell, node: TestBinaryExpression): Truth {
  const left = expandText(node.left, contextOf(shell));
  if (node.operator === "=~")
    return matchExpression(shell, node, left.unknown === undefined ? left.text : undefined);
  const isPattern = ["=", "==", "!="].includes(node.operator);
  if (isPattern) {
    const pattern = expandPattern(node.right, contextOf(shell));
    if (left.unknown !== undefined || pattern.unknown !== undefined) return undefined;
    return pattern.matches(left.text) === (node.operator !== "!=");
  }
  const right = expandText(node.right, contextOf(shell));
  if (left.unknown !== undefined || right.unknown !== undefined) return undefined;
  return testBinary(shell, left.text, node.operator, right.text, (text) =>
    evaluateArithmetic(shell, text),
  );
}

/** `=~` with BASH_REMATCH. */
function matchExpression(
  shell: Shell,
  node: TestBinaryExpression,
  left: string | undefined,
): Truth {
  const right = expandRegularExpression(node.right, contextOf(shell));
  if (left === undefined || right.unknown !== undefined) {
    setArray(shell, "BASH_REMATCH", [{ text: "", unknown: "what matched is not known before" }]);
    return undefined;
  }
  if (!right.isValid) {
    writeError(shell, "[[: invalid regular expression");
    shell.state.lastStatus = 2;
    return false;
  }
  const found = right.match(left);
  setArray(
    shell,
    "BASH_REMATCH",
    (found ?? []).map((text) => ({ text })),
  );
  return found !== undefined;
}
