import type { Variable, VariableValue } from "../state.ts";
import { evaluateArithmeticText } from "./arithmetic-text.ts";
import { expandParts } from "./expand-parts.ts";
import { scanWord } from "./scan-word.ts";
import { joinSegments, type Run, withUnknown } from "./segments.ts";

/** The key that a subscript of an associative array means. */
export function expandKey(subscript: string, run: Run): VariableValue {
  const parts = scanWord(subscript, run.substitutions, run.context.state.dialect);
  return joinSegments(expandParts(parts, { isQuoted: false, isSplit: false }, run));
}

/** The key that a subscript of an indexed array means; negative ones count from its end. */
export function evaluateSubscript(
  subscript: string,
  variable: Variable | undefined,
  run: Run,
): VariableValue {
  const result = evaluateArithmeticText(subscript, run);
  if (result.kind === "unknown") return withUnknown("", result.reason);
  if (result.value >= 0n) return { text: String(result.value) };
  const index = result.value + BigInt(highestIndex(variable) + 1);
  return { text: index < 0n ? beforeFirst : String(index) };
}

/** The key of what would lie before the first element: it is complained about and reads as nothing. */
export const beforeFirst = "-1";

/** The highest index of an array in use, -1 for an empty one. */
export function highestIndex(variable: Variable | undefined): number {
  let highest = -1;
  for (const key of variable?.values.keys() ?? []) highest = Math.max(highest, Number(key));
  return highest;
}
