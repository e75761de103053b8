import { type ArithmeticResult, evaluate } from "./arithmetic.ts";
import { expandParts } from "./expand-parts.ts";
import { fail } from "./failures.ts";
import { scanWord } from "./scan-word.ts";
import { joinSegments, type Run } from "./segments.ts";

/** Expands the text of an arithmetic expression, as if in double quotes, and evaluates it. */
export function evaluateArithmeticText(text: string, run: Run): ArithmeticResult {
  const { dialect } = run.context.state;
  const parts = scanWord(text, run.substitutions, dialect, "arithmetic");
  const place = { isQuoted: true, isSplit: false };
  const expanded = joinSegments(expandParts(parts, place, run));
  if (expanded.unknown !== undefined) return { kind: "unknown", reason: expanded.unknown };
  if (dialect === "sh") refuseBashisms(expanded.text, run);
  return evaluate(expanded.text, run);
}

const bashism = /^\s*$|\*\*|,|\+\+\s*[A-Za-z_]|--\s*[A-Za-z_]|\w\s*(?:\+\+|--)(?!\s*\w)|[#"[]/;

/** dash knows neither powers, commas, increments, bases, arrays nor empty expressions. */
function refuseBashisms(text: string, run: Run): void {
  if (bashism.test(text)) fail(run, `arithmetic expression: expecting primary: "${text}"`);
}
