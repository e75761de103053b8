import type { Call } from "../../../domain/program.ts";
import type { WalkEntry } from "../../../domain/view/files.ts";
import { type ActionContext, compileAction, isAction } from "./actions.ts";
import type { Expression, Primary } from "./grammar.ts";
import { compileTest } from "./tests.ts";

/** Whether an entry passes; actions act and say whether they went well. */
export type Check = (entry: WalkEntry) => boolean;

/** A test or action that cannot be followed, and why. */
export interface Obstacle {
  readonly kind: "unknown" | "wrong";
  readonly reason: string;
  readonly primary: Primary;
}

/** An expression as one function; the first thing in it that cannot be followed ends the attempt. */
export function compileExpression(
  call: Call,
  expression: Expression,
  context: ActionContext,
): Check | Obstacle {
  switch (expression.kind) {
    case "always":
      return () => true;
    case "primary":
      return isAction(expression)
        ? compileAction(expression, context)
        : compileTest(call, expression, context);
    case "not": {
      const inner = compileExpression(call, expression.inner, context);
      return typeof inner === "function" ? (entry) => !inner(entry) : inner;
    }
    default: {
      const left = compileExpression(call, expression.left, context);
      if (typeof left !== "function") return left;
      const right = compileExpression(call, expression.right, context);
      if (typeof right !== "function") return right;
      return combine(expression.kind, left, right);
    }
  }
}

function combine(kind: "and" | "or" | "list", left: Check, right: Check): Check {
  if (kind === "and") return (entry) => left(entry) && right(entry);
  if (kind === "or") return (entry) => left(entry) || right(entry);
  return (entry) => {
    left(entry);
    return right(entry);
  };
}
