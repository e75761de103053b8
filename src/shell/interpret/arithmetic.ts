import type { ArithmeticExpression } from "unbash";
import { evaluateArithmetic as evaluate } from "../expand/evaluate-arithmetic.ts";
import { ExpansionFailure } from "../state.ts";
import { contextOf } from "./expansion-context.ts";
import { writeError } from "./messages.ts";
import type { Shell } from "./shell.ts";

/** The value of an arithmetic expression; undefined where it cannot be known. */
export function evaluateArithmetic(
  shell: Shell,
  expression: string | ArithmeticExpression,
): bigint | undefined {
  const result = evaluate(expression, shell.position, contextOf(shell));
  return result.kind === "unknown" ? undefined : result.value;
}

/** The status of `((…))` and `let`: a mistake in the expression is no more than a failure. */
export function statusOfArithmetic(
  shell: Shell,
  expression: string | ArithmeticExpression,
): number | undefined {
  return withoutFailure(shell, () => {
    const value = evaluateArithmetic(shell, expression);
    return value === undefined ? undefined : value === 0n ? 1 : 0;
  });
}

/** Gives the status 1 instead where an expansion fails; what ends the shell still does. */
export function withoutFailure(shell: Shell, action: () => number | undefined): number | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ExpansionFailure) || error.endsShell) throw error;
    writeError(shell, error.message);
    return 1;
  }
}
