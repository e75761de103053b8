import type { ArithmeticExpression } from "unbash";
import { evaluateArithmetic as evaluate } from "../expand/evaluate-arithmetic.ts";
import { contextOf } from "./expansion-context.ts";
import type { Shell } from "./shell.ts";

/** The value of an arithmetic expression; undefined where it cannot be known. */
export function evaluateArithmetic(
  shell: Shell,
  expression: string | ArithmeticExpression,
): bigint | undefined {
  const result = evaluate(expression, shell.position, contextOf(shell));
  return result.kind === "unknown" ? undefined : result.value;
}
