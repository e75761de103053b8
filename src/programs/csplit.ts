import { encodeBytes } from "../domain/bytes.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { type CutResult, cutByPatterns } from "./common/csplit-cut.ts";
import { type Pattern, readPatterns } from "./common/csplit-patterns.ts";
import { quoteName, quoteText } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import type { Report } from "./common/report.ts";
import { readSource } from "./common/source-content.ts";
import { contentOf } from "./common/write-stream.ts";

const options = [
  "-b --suffix-format=FORMAT",
  "-f --prefix=PREFIX",
  "-k --keep-files",
  "--suppress-matched",
  "-n --digits=DIGITS",
  "-s -q --silent --quiet",
  "-z --elide-empty-files",
  ...commonOptions,
];

/** Cuts a file where lines match. */
export const csplitProgram: Program = {
  names: ["csplit"],
  options,
  run: (call) => runCoreutil(call, options, (read, report) => split(call, read, report)),
};

function split(call: Call, read: OptionsRead, report: Report): void {
  const [input, ...words] = read.operands.map(({ text }) => text);
  if (input === undefined || words.length === 0) {
    const after = input === undefined ? "" : ` after ${quoteText(input, call.environment)}`;
    report.usage(`missing operand${after}`);
    return;
  }
  const nameOf = readNaming(call, read, report);
  if (nameOf === undefined) return;
  const text = readText(call, input);
  if (typeof text === "object") {
    report.fail(`cannot open ${quoteName(input)} for reading: ${describeError(text.error)}`);
    return;
  }
  const patterns = readPatterns(words);
  if (typeof patterns === "string") {
    report.fail(patterns);
    return;
  }
  if (text === "" && patterns[0]?.kind === "line") {
    // Of an empty input the first piece is begun, and stays whatever is asked for.
    const error = call.files.write(nameOf(0), { kind: "text", text: "" });
    report.fail(error === undefined ? "input disappeared" : describeError(error));
    return;
  }
  const result = text === undefined ? undefined : cut(call, text, patterns, read);
  if (result === undefined) {
    call.unknown("into how many files `csplit` cuts its input is not known", read.operands[0]);
    report.forgetStatus();
    return;
  }
  writePieces(call, result, nameOf, read, report);
}

type Failure = { readonly error: Parameters<typeof describeError>[0] };

function readText(call: Call, input: string): string | undefined | Failure {
  const source = input === "-" ? { content: contentOf(call.input) } : readSource(call.files, input);
  return isError(source) ? { error: source } : call.files.textOf(source.content);
}

/** Which lines match is asked of grep, which reads expressions as csplit does. */
function cut(
  call: Call,
  text: string,
  patterns: readonly Pattern[],
  read: OptionsRead,
): CutResult | undefined {
  const matches = new Map<string, ReadonlySet<number>>();
  for (const pattern of patterns) {
    if (pattern.kind !== "expression") continue;
    const found = call.compute("grep", ["-n", "-a", "-e", pattern.expression], text);
    if (found === undefined || found.status > 1) return undefined;
    const numbers = found.output.split("\n").map((line) => Number.parseInt(line, 10));
    matches.set(pattern.expression, new Set(numbers));
  }
  return cutByPatterns(text, patterns, {
    matches: (expression, line) => matches.get(expression)?.has(line) === true,
    suppressesMatched: read.has("suppress-matched"),
  });
}

function writePieces(
  call: Call,
  result: CutResult,
  nameOf: (number: number) => string,
  read: OptionsRead,
  report: Report,
): void {
  const made: string[] = [];
  for (const piece of result.pieces) {
    const path = nameOf(made.length);
    const error = call.files.write(path, { kind: "text", text: piece });
    if (error !== undefined) {
      report.fail(`${path}: ${describeError(error)}`);
      break;
    }
    if (piece === "" && read.has("elide-empty-files")) {
      call.files.unlink(path);
      continue;
    }
    made.push(path);
    if (!read.has("quiet")) report.print(`${encodeBytes(piece).length}\n`);
  }
  if (result.problem !== undefined) report.fail(result.problem);
  if (report.hasFailed && !read.has("keep-files")) for (const path of made) call.files.unlink(path);
}

function readNaming(
  call: Call,
  read: OptionsRead,
  report: Report,
): ((number: number) => string) | undefined {
  const prefix = read.value("prefix") ?? "xx";
  const digits = read.value("digits");
  if (digits !== undefined && !/^\d+$/.test(digits)) {
    report.fail(`invalid number: ${quoteText(digits, call.environment)}`);
    return undefined;
  }
  const format = read.value("suffix-format");
  if (format === undefined)
    return (number) => prefix + String(number).padStart(Number(digits ?? 2), "0");
  const match = /^((?:[^%]|%%)*)%([-+ #0']*)(\d*)(?:\.(\d+))?([diouxX])((?:[^%]|%%)*)$/.exec(
    format,
  );
  if (match === null) {
    report.fail("missing % conversion specification in suffix");
    return undefined;
  }
  const [, before = "", flags = "", width = "", precision = "0", letter = "d", after = ""] = match;
  const plain = (part: string): string => part.replaceAll("%%", "%");
  return (number) => {
    const base = letter === "o" ? 8 : letter.toLowerCase() === "x" ? 16 : 10;
    const written = number.toString(base).padStart(Number(precision), "0");
    const shown = letter === "X" ? written.toUpperCase() : written;
    const filled = flags.includes("-")
      ? shown.padEnd(Number(width))
      : shown.padStart(Number(width), flags.includes("0") ? "0" : " ");
    return prefix + plain(before) + filled + plain(after);
  };
}
