import {
  type AwkPrint,
  type AwkToken,
  isSurelyRead,
  listAwkPrints,
  readAwkTokens,
} from "../../domain/awk-program.ts";

/** Stands before and after the name of the file that the text behind it goes to. */
const mark = "\u0001";

/**
 * A program that prints to standard output what the given one prints into files, each piece behind
 * the file's name; undefined where that cannot be made of it. See `readPieces`.
 */
export function redirectToOutput(text: string): string | undefined {
  const tokens = readAwkTokens(text);
  if (tokens === undefined || !isSurelyRead(tokens) || text.includes(mark)) return undefined;
  let made = "";
  let at = 0;
  for (const print of listAwkPrints(tokens)) {
    const statement = rewritePrint(tokens, print);
    if (statement === undefined || print.start < at) return undefined;
    made += textOf(tokens.slice(at, print.start)) + statement;
    at = print.end;
  }
  return made + textOf(tokens.slice(at));
}

/** What a program made by `redirectToOutput` printed. */
export interface Piece {
  /** `-` for standard output. */
  readonly file: string;
  readonly isAppended: boolean;
  readonly text: string;
}

/** The pieces in the order in which they were printed. */
export function readPieces(output: string): readonly Piece[] {
  const parts = output.split(mark).slice(1);
  return Array.from({ length: parts.length >> 1 }, (_, at) => {
    const [how = "", ...name] = parts[2 * at] ?? "";
    const file = how === "-" ? "-" : name.join("");
    return { file, isAppended: how === "+", text: parts[2 * at + 1] ?? "" };
  });
}

function rewritePrint(tokens: readonly AwkToken[], print: AwkPrint): string | undefined {
  const { start, end, redirection } = print;
  const words = splitArguments(trim(tokens.slice(start + 1, redirection ?? end)));
  if (words === undefined) return undefined;
  const target = redirection === undefined ? '"-"' : rewriteTarget(tokens, redirection, end);
  if (target === undefined) return undefined;
  if (tokens[start]?.text === "printf") {
    const [format, ...values] = words;
    if (format === undefined) return undefined;
    const listed = [target, ...values].join(", ");
    return `printf ("${mark}%s${mark}" ${format}), ${listed}`;
  }
  const joined = words.length === 0 ? "$0" : words.join(" OFS ");
  return `printf "${mark}%s${mark}%s", ${target}, (${joined} ORS)`;
}

/** `>` and `>>` tell apart whether a file is emptied when it is first printed to. */
function rewriteTarget(
  tokens: readonly AwkToken[],
  redirection: number,
  end: number,
): string | undefined {
  const how = tokens[redirection]?.text;
  const target = trim(tokens.slice(redirection + 1, end));
  if (!isOneValue(target) || (how !== ">" && how !== ">>")) return undefined;
  return `("${how === ">" ? "=" : "+"}" ${textOf(target)})`;
}

/**
 * mawk and gawk take all of `> "page" n ".txt"` for the name. With operators in it they differ,
 * unless it is in brackets.
 */
function isOneValue(tokens: readonly AwkToken[]): boolean {
  if (tokens.length === 0) return false;
  const isPlain = ({ kind, text }: AwkToken): boolean => kind !== "mark" || text === "$";
  return isWrapped(tokens) || tokens.every((token) => isPlain(token) && token.kind !== "regex");
}

/** The values of a print, each in brackets of its own. */
function splitArguments(tokens: readonly AwkToken[]): readonly string[] | undefined {
  const inner = isWrapped(tokens) ? tokens.slice(1, -1) : tokens;
  const values: AwkToken[][] = [[]];
  let depth = 0;
  for (const token of inner) {
    if (token.text === "(" || token.text === "[") depth += 1;
    if (token.text === ")" || token.text === "]") depth -= 1;
    if (token.text === "," && depth === 0) values.push([]);
    else values.at(-1)?.push(token);
  }
  if (values.length === 1 && trim(inner).length === 0) return [];
  return values.some((value) => trim(value).length === 0)
    ? undefined
    : values.map((value) => `(${textOf(value)})`);
}

/** Whether one pair of brackets holds it all. */
function isWrapped(tokens: readonly AwkToken[]): boolean {
  let depth = 0;
  return tokens.every(({ text }, at) => {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth > 0 || (at === tokens.length - 1 && at > 0 && text === ")");
  });
}

function trim(tokens: readonly AwkToken[]): readonly AwkToken[] {
  const isBlank = ({ kind }: AwkToken): boolean => kind === "blank" || kind === "newline";
  const first = tokens.findIndex((token) => !isBlank(token));
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex((token) => !isBlank(token)) + 1);
}

function textOf(tokens: readonly AwkToken[]): string {
  return tokens.map(({ text }) => text).join("");
}
