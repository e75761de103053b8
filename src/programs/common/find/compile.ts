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
        : compileOrAsk(call, expression, context);
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

/** A test that is not modelled is put to the real find, where that sees the same tree. */
function compileOrAsk(call: Call, primary: Primary, context: ActionContext): Check | Obstacle {
  const check = compileTest(call, primary, context);
  if (typeof check === "function" || check.kind === "wrong") return check;
  const passing = context.askReal(primary);
  return passing === undefined ? check : (entry) => passing.has(entry.path);
}

function combine(kind: "and" | "or" | "list", left: Check, right: Check): Check {
  if (kind === "and") return (entry) => left(entry) && right(entry);
  if (kind === "or") return (entry) => left(entry) || right(entry);
  return (entry) => {
    left(entry);
    return right(entry);
  };
}
