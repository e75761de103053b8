import type { ArithmeticExpression } from "unbash";
import type { Span } from "../../domain/argument.ts";
import type { ExpansionContext } from "../state.ts";
import type { ArithmeticResult } from "./arithmetic.ts";
import { evaluateArithmeticText } from "./arithmetic-text.ts";
import { makeSubstitutions } from "./substitutions.ts";

/**
 * The value of an expression of `((…))`, `for ((…))`, `let` or `[[ -eq ]]`: its text, or its tree.
 * Assignments in it go to `context.assign`.
 */
export function evaluateArithmetic(
  expression: string | ArithmeticExpression,
  span: Span,
  context: ExpansionContext,
): ArithmeticResult {
  const node = typeof expression === "string" ? undefined : expression;
  const text = typeof expression === "string" ? expression : describeExpression(expression);
  const run = { context, span, substitutions: makeSubstitutions(node), origins: [] };
  return evaluateArithmeticText(text, run);
}

/** The text of an expression's tree; parentheses are in the tree, so precedence stays. */
function describeExpression(expression: ArithmeticExpression): string {
  switch (expression.type) {
    case "ArithmeticBinary":
      return `${describeExpression(expression.left)} ${expression.operator} ${describeExpression(expression.right)}`;
    case "ArithmeticUnary": {
      const operand = describeExpression(expression.operand);
      return expression.prefix
        ? `${expression.operator} ${operand}`
        : `${operand}${expression.operator}`;
    }
    case "ArithmeticTernary":
      return `${describeExpression(expression.test)} ? ${describeExpression(expression.consequent)} : ${describeExpression(expression.alternate)}`;
    case "ArithmeticGroup":
      return `(${describeExpression(expression.expression)})`;
    case "ArithmeticWord":
      return expression.value;
    case "ArithmeticCommandExpansion":
      return expression.text;
  }
}
