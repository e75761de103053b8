import { parseNumber } from "./arithmetic-number.ts";
import { applyBinary, isComparison, precedenceOf } from "./arithmetic-operators.ts";
import { readTokens, type Token } from "./arithmetic-tokens.ts";
import {
  type Reference,
  readReference,
  UnknownValue,
  writeReference,
} from "./arithmetic-variables.ts";
import { fail } from "./failures.ts";
import type { Run } from "./segments.ts";

/** The value of an arithmetic expression, a 64-bit number as in bash. */
export type ArithmeticResult =
  | { readonly kind: "value"; readonly value: bigint }
  | { readonly kind: "unknown"; readonly reason: string };

/** Evaluates an expression whose parameters and substitutions are already expanded. */
export function evaluate(text: string, run: Run): ArithmeticResult {
  try {
    return { kind: "value", value: evaluateNested(text, run, 0) };
  } catch (error) {
    if (error instanceof UnknownValue) return { kind: "unknown", reason: error.reason };
    throw error;
  }
}

/** A variable's value may be an expression again; bash has a limit for that, too. */
const deepestValue = 150;

function evaluateNested(text: string, run: Run, depth: number): bigint {
  if (/^\s*$/.test(text)) return 0n;
  const number = /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;
  if (number !== undefined) return number;
  if (depth > deepestValue) fail(run, `${text}: expression recursion level exceeded`);
  return new Evaluator(text, run, depth).evaluate();
}

/** What has been read: a number, or a variable that may still be assigned to. */
interface Operand {
  value(): bigint;
  readonly reference?: Reference;
}

class Evaluator {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #run: Run;
  readonly #depth: number;
  /** dash evaluates no variable whose value is more than a number. */
  readonly #isSh: boolean;
  #at = 0;
  /** Above zero in a branch that is read and not evaluated. */
  #skipped = 0;
  #nesting = 0;

  constructor(text: string, run: Run, depth: number) {
    this.#text = text;
    this.#tokens = readTokens(text);
    this.#run = run;
    this.#depth = depth;
    this.#isSh = run.context.state.dialect === "sh";
  }

  evaluate(): bigint {
    const value = this.#comma();
    if (this.#at < this.#tokens.length) this.#syntaxError("syntax error in expression");
    return value;
  }

  #comma(): bigint {
    this.#nesting += 1;
    if (this.#nesting > 300) fail(this.#run, "expression recursion level exceeded");
    let value = this.#assignment();
    while (this.#take(",")) value = this.#assignment();
    this.#nesting -= 1;
    return value;
  }

  #assignment(): bigint {
    const left = this.#ternary();
    const operator = this.#peek();
    if (operator?.kind !== "assignment") return left.value();
    if (left.reference === undefined) this.#syntaxError("attempted assignment to non-variable");
    this.#at += 1;
    const plain = operator.text.slice(0, -1);
    const old = plain === "" ? 0n : left.value();
    const right = this.#assignment();
    return this.#write(left.reference, plain === "" ? right : this.#apply(plain, old, right));
  }

  #ternary(): Operand {
    const test = this.#binary(0);
    if (!this.#take("?")) return test;
    const isTrue = test.value() !== 0n;
    const yes = this.#branch(isTrue, () => this.#comma());
    if (!this.#take(":")) this.#syntaxError("`:' expected for conditional expression");
    const no = this.#branch(!isTrue, () => this.#ternaryOrAssignment());
    return known(isTrue ? yes : no);
  }

  #ternaryOrAssignment(): bigint {
    const operand = this.#ternary();
    if (this.#peek()?.kind === "assignment")
      this.#syntaxError("attempted assignment to non-variable");
    return operand.value();
  }

  #branch(isTaken: boolean, read: () => bigint): bigint {
    if (isTaken) return read();
    this.#skipped += 1;
    const value = read();
    this.#skipped -= 1;
    return value;
  }

  #binary(lowest: number): Operand {
    let left = this.#unary();
    for (;;) {
      const operator = this.#peek();
      const precedence = operator?.kind === "operator" ? precedenceOf(operator.text) : undefined;
      if (operator === undefined || precedence === undefined || precedence < lowest) return left;
      this.#at += 1;
      left = known(this.#right(operator.text, left.value(), precedence));
    }
  }

  #right(operator: string, left: bigint, precedence: number): bigint {
    if (operator === "&&" || operator === "||") {
      const isDecided = (left !== 0n) === (operator === "||");
      const right = this.#branch(!isDecided, () => this.#binary(precedence + 1).value());
      const isTrue = isDecided ? left !== 0n : right !== 0n;
      return isTrue ? 1n : 0n;
    }
    const next = operator === "**" ? precedence : precedence + 1;
    const right = this.#binary(next).value();
    return isComparison(operator)
      ? applyBinary(operator, left, right)
      : this.#apply(operator, left, right);
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    // An exponent is looked at even in a branch that is not taken.
    if (operator === "**" && right < 0n) fail(this.#run, `${this.#text}: exponent less than 0`);
    if (this.#skipped > 0) return 0n;
    if ((operator === "/" || operator === "%") && right === 0n) {
      fail(this.#run, `${this.#text}: division by 0`);
    }
    return applyBinary(operator, left, right);
  }

  #unary(): Operand {
    const token = this.#peek();
    const next = this.#tokens[this.#at + 1];
    if ((token?.text === "++" || token?.text === "--") && next?.kind === "name") {
      this.#at += 1;
      const { reference, value } = this.#primary();
      if (reference === undefined) this.#syntaxError("syntax error: operand expected");
      return known(this.#write(reference, value() + (token.text === "++" ? 1n : -1n)));
    }
    if (token?.kind !== "operator" || !/^(?:[-+!~]|\+\+|--)$/.test(token.text))
      return this.#postfix();
    this.#at += 1;
    this.#nesting += 1;
    if (this.#nesting > 300) fail(this.#run, "expression recursion level exceeded");
    const operand = this.#unary().value();
    this.#nesting -= 1;
    return known(applyUnary(token.text, operand));
  }

  #postfix(): Operand {
    const operand = this.#primary();
    const { reference } = operand;
    const operator = this.#peek()?.text;
    if (reference === undefined || (operator !== "++" && operator !== "--")) return operand;
    this.#at += 1;
    const value = operand.value();
    this.#write(reference, value + (operator === "++" ? 1n : -1n));
    return known(value);
  }

  #primary(): Operand {
    const token = this.#peek();
    if (token === undefined) this.#syntaxError("syntax error: operand expected");
    this.#at += 1;
    if (token.kind === "number") {
      const number = parseNumber(token.text);
      if (typeof number === "string")
        fail(this.#run, `${this.#text}: ${number} (error token is "${token.text}")`);
      return known(number);
    }
    if (token.kind === "name") return this.#variable(token);
    if (token.text === "(") {
      const value = this.#comma();
      if (!this.#take(")")) this.#syntaxError("missing `)'");
      return known(value);
    }
    this.#at -= 1;
    this.#syntaxError("syntax error: operand expected");
  }

  #variable(token: Token): Operand {
    const reference: Reference = {
      name: token.text,
      ...(token.subscript === undefined ? {} : { subscript: token.subscript }),
    };
    const value = (): bigint => {
      if (this.#skipped > 0) return 0n;
      const text = readReference(reference, this.#run);
      if (this.#isSh && !/^\s*[-+]?\d*\s*$/.test(text)) fail(this.#run, `Illegal number: ${text}`);
      return evaluateNested(text, this.#run, this.#depth + 1);
    };
    return { reference, value };
  }

  #write(reference: Reference, value: bigint): bigint {
    const wrapped = BigInt.asIntN(64, value);
    if (this.#skipped === 0) writeReference(reference, wrapped, this.#run);
    return wrapped;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(text: string): boolean {
    if (this.#peek()?.text !== text || this.#peek()?.kind !== "operator") return false;
    this.#at += 1;
    return true;
  }

  #syntaxError(message: string): never {
    const rest = this.#text.slice(this.#peek()?.start ?? this.#text.length);
    fail(this.#run, `${this.#text}: ${message} (error token is "${rest}")`);
  }
}

function known(value: bigint): Operand {
  return { value: () => value };
}

function applyUnary(operator: string, operand: bigint): bigint {
  if (operator === "-") return BigInt.asIntN(64, -operand);
  if (operator === "!") return operand === 0n ? 1n : 0n;
  // `++5` and `--5` are two signs in a row.
  return operator === "~" ? ~operand : operand;
}
