import {
  forEachChild,
  type ParsedScript,
  type ParseError,
  parse as parseBash,
  type SyntaxNode,
} from "unbash";
import type { Span } from "../domain/argument.ts";
import { findStrayParenthesis } from "./stray-parenthesis.ts";

/** A line as a tree, or why it cannot be read as one. */
export type ParsedLine =
  | { readonly kind: "script"; readonly script: ParsedScript }
  | { readonly kind: "failure"; readonly sentence: string; readonly span: Span };

/** Reads a line of bash. A line that bash would not accept is a failure, never a partial tree. */
export function parse(line: string): ParsedLine {
  if (hasTooManyHereDocuments(line))
    return failure({ message: "too many here-documents", pos: 0 }, line);
  try {
    const script = parseBash(line);
    const error =
      firstError(script) ?? findNestedError(script, line) ?? findStrayParenthesis(script, line);
    return error === undefined ? { kind: "script", script } : failure(error, line);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return failure({ message: "maximum nesting depth exceeded", pos: 0 }, line);
  }
}

/** Nesting that is too deep draws other errors after it, which would only mislead. */
function firstError(script: ParsedScript): ParseError | undefined {
  return script.errors?.find((error) => error.message.startsWith("maximum")) ?? script.errors?.[0];
}

/** bash takes 16 for one line; the parser's time grows with the square of their number. */
function hasTooManyHereDocuments(line: string): boolean {
  if (line.length < 3000 || !line.includes("<<")) return false;
  return line.split("\n").some((part) => part.split(/(?<!<)<<(?!<)/).length > 1000);
}

function failure(error: ParseError, line: string): ParsedLine {
  const start = Math.max(0, Math.min(error.pos, line.length));
  return {
    kind: "failure",
    sentence: describeError(error.message),
    span: [start, Math.min(start + 1, line.length)],
  };
}

/**
 * Substitutions are parsed only when looked at, and keep their own errors; bash would refuse the
 * whole line for them.
 */
function findNestedError(script: ParsedScript, line: string): ParseError | undefined {
  if (!/[$<>]\(|`|\$\{/.test(line)) return undefined;
  let found: ParseError | undefined;
  const waiting: SyntaxNode[] = [script];
  const push = (child: SyntaxNode): void => {
    waiting.push(child);
  };
  for (let node = waiting.pop(); node !== undefined && found === undefined; node = waiting.pop()) {
    if (node.type === "Script") found = firstError(node);
    forEachChild(node, push);
  }
  return found;
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^unterminated single quote/, "A single quote (') is never closed."],
  [/^unterminated double quote/, 'A double quote (") is never closed.'],
  [/^unterminated ANSI-C quote/, "A quote that begins with $' is never closed."],
  [/^unterminated backtick/, "A backtick (`) is never closed."],
  [
    /^unterminated command substitution/,
    "A command substitution that begins with $( is never closed.",
  ],
  [
    /^unterminated process substitution/,
    "A process substitution that begins with <( or >( is never closed.",
  ],
  [/^unterminated parameter expansion/, "A parameter that begins with ${ is never closed."],
  [/^unterminated arithmetic/, "An arithmetic expression that begins with (( is never closed."],
  [/^unterminated extended glob/, "A parenthesis is never closed."],
  [/^unterminated array subscript/, "A subscript that begins with [ is never closed."],
  [/^maximum /, "The line is nested too deeply to be read."],
  [/^too many here-documents/, "The line has more here-documents than bash takes."],
  [/^expected redirect target/, "A redirection has no file name after it."],
];

function describeError(message: string): string {
  const known = sentences.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return known[1];
  const token = /^unexpected token '(.*)'$/s.exec(message)?.[1];
  if (token === "newline") return "The line ends where more is needed.";
  if (token !== undefined) return `\`${token}\` cannot stand here.`;
  const sentence = message.replace(/'([^']*)'/g, "`$1`");
  return `The shell grammar is broken here: ${sentence}.`;
}
