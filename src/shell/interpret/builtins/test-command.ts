import type { Argument } from "../../../domain/argument.ts";
import {
  binaryOperators,
  type Truth,
  testBinary,
  testUnary,
  unaryOperators,
} from "../test-primaries.ts";
import { type Builtin, type BuiltinCall, complain } from "./builtin.ts";

/** `test expression`, `[ expression ]`. */
export const testBuiltin: Builtin = { acceptsUnknown: true, run: runTest };

function runTest(call: BuiltinCall): number | undefined {
  const words = [...call.words];
  if (call.name === "[" && words.pop()?.text !== "]") return complain(call, "missing `]'", 2);
  try {
    const truth = evaluate(call, words);
    return truth === undefined ? undefined : truth ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return complain(call, error.message, 2);
  }
}

/** The expression is not one. */
class Misuse extends Error {}

/** POSIX decides by the number of words, up to four; beyond that by precedence. */
function evaluate(call: BuiltinCall, words: readonly Argument[]): Truth {
  const [first, second, third, fourth] = words;
  if (first === undefined) return false;
  if (second === undefined) return known(first, (text) => text !== "");
  if (third === undefined) return evaluateTwo(call, first, second);
  if (fourth === undefined) return evaluateThree(call, first, second, third);
  if (words.length === 4) {
    if (first.text === "!") return not(evaluateThree(call, second, third, fourth));
    if (first.text === "(" && fourth.text === ")") return evaluateTwo(call, second, third);
  }
  return new Reader(call, words).read();
}

function known(word: Argument, action: (text: string) => Truth): Truth {
  return word.unknown === undefined ? action(word.text) : undefined;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function evaluateTwo(call: BuiltinCall, first: Argument, second: Argument): Truth {
  if (first.text === "!") return known(second, (text) => text === "");
  if (unaryOperators.has(first.text)) return unary(call, first, second);
  throw new Misuse(`${first.text}: unary operator expected`);
}

function evaluateThree(
  call: BuiltinCall,
  first: Argument,
  second: Argument,
  third: Argument,
): Truth {
  if (isBinary(call, second)) return binary(call, first, second, third);
  if (second.text === "-a") return both(known(first, isFull), known(third, isFull));
  if (second.text === "-o") return either(known(first, isFull), known(third, isFull));
  if (first.text === "!") return not(evaluateTwo(call, second, third));
  if (first.text === "(" && third.text === ")") return known(second, isFull);
  throw new Misuse(`${second.text}: binary operator expected`);
}

/** dash knows no `==`. */
function isBinary({ shell }: BuiltinCall, { text }: Argument): boolean {
  return binaryOperators.has(text) && (text !== "==" || shell.state.dialect === "bash");
}

function isFull(text: string): boolean {
  return text !== "";
}

function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function either(left: Truth, right: Truth): Truth {
  return not(both(not(left), not(right)));
}

function unary({ shell }: BuiltinCall, operator: Argument, operand: Argument): Truth {
  return known(operand, (text) => testUnary(shell, operator.text, text));
}

function binary(
  { shell }: BuiltinCall,
  left: Argument,
  operator: Argument,
  right: Argument,
): Truth {
  if (left.unknown !== undefined || right.unknown !== undefined) return undefined;
  return testBinary(shell, left.text, operator.text, right.text, readNumber);
}

function readNumber(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new Misuse(`${text}: integer expression expected`);
  return BigInt(text.trim().replace(/^\+/, ""));
}

/** Five words and more: `-o` binds less than `-a`, `!` and parentheses most. */
class Reader {
  private readonly call: BuiltinCall;
  private readonly words: readonly Argument[];
  private at = 0;

  constructor(call: BuiltinCall, words: readonly Argument[]) {
    this.call = call;
    this.words = words;
  }

  read(): Truth {
    const truth = this.readOr();
    if (this.at < this.words.length) throw new Misuse("too many arguments");
    return truth;
  }

  private readOr(): Truth {
    let truth = this.readAnd();
    while (this.take("-o")) truth = either(truth, this.readAnd());
    return truth;
  }

  private readAnd(): Truth {
    let truth = this.readTerm();
    while (this.take("-a")) truth = both(truth, this.readTerm());
    return truth;
  }

  private readTerm(): Truth {
    if (this.take("!")) return not(this.readTerm());
    if (this.take("(")) {
      const truth = this.readOr();
      if (!this.take(")")) throw new Misuse("`)' expected");
      return truth;
    }
    const [first, second, third] = this.words.slice(this.at, this.at + 3);
    if (first === undefined) throw new Misuse("argument expected");
    if (second !== undefined && third !== undefined && isBinary(this.call, second)) {
      this.at += 3;
      return binary(this.call, first, second, third);
    }
    if (second !== undefined && unaryOperators.has(first.text)) {
      this.at += 2;
      return unary(this.call, first, second);
    }
    this.at += 1;
    return known(first, isFull);
  }

  private take(text: string): boolean {
    if (this.words[this.at]?.text !== text) return false;
    this.at += 1;
    return true;
  }
}
