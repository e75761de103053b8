const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<", ">", "<=", ">="],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "%"],
  ["**"],
];

/** How tightly an operator between two operands binds; undefined for any other. */
export function precedenceOf(operator: string): number | undefined {
  const level = levels.findIndex((operators) => operators.includes(operator));
  return level < 0 ? undefined : level;
}

/** Whether the result is but 0 or 1. */
export function isComparison(operator: string): boolean {
  return /^(?:[<>]=?|[=!]=)$/.test(operator);
}

/** Applies an operator to 64-bit numbers; the divisor is not 0, the exponent not negative. */
export function applyBinary(operator: string, left: bigint, right: bigint): bigint {
  return BigInt.asIntN(64, compute(operator, left, right));
}

function compute(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "**":
      return power(left, right);
    // The processor takes the low six bits of a shift's width.
    case "<<":
      return left << BigInt.asUintN(6, right);
    case ">>":
      return left >> BigInt.asUintN(6, right);
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return compare(operator, left, right) ? 1n : 0n;
  }
}

function compare(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    default:
      return left >= right;
  }
}

/** Wraps around at every step, so that no huge number arises. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}
