import type { Argument } from "../domain/argument.ts";
import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, joinStreams, type Stream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";
import { makeBatches, type XargsRules } from "./common/xargs-batches.ts";

const options = [
  "-0 --null",
  "-a --arg-file=FILE",
  "-d --delimiter=CHARACTER",
  "-E END",
  "-e --eof[=END]",
  "-I R",
  "-i --replace[=R]",
  "-L --max-lines=MAX",
  "-l[=MAX]",
  "-n --max-args=MAX",
  "-o --open-tty",
  "-P --max-procs=MAX",
  "-p --interactive",
  "--process-slot-var=VAR",
  "-r --no-run-if-empty",
  "-s --max-chars=MAX",
  "-S MAX",
  "--show-limits",
  "-t --verbose",
  "-x --exit",
  "--help",
  "--version",
];

/** Runs a command with what it reads as further words, in batches. */
export const xargsProgram: Program = {
  names: ["xargs"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => xargs(call, read), { stopsAtOperand: true }),
};

function xargs(call: Call, read: OptionsRead): Outcome {
  const command = read.operands.length === 0 ? [plainArgument("echo")] : read.operands;
  const input = readInput(call, read);
  if (input === undefined) return fail(call, "cannot open the input file");
  if (input.kind !== "text") return runHidden(call, read, command, input);
  const rules = readRules(read, command);
  if (rules === undefined) return fail(call, "an option is not valid");
  const batches = makeBatches(input.text, rules, command);
  if (read.has("interactive")) {
    call.unknown("xargs asks before each command, and the answers are not known");
  }
  const outcome = runBatches(call, read, batches.commands);
  if (batches.failure === undefined) return outcome;
  return { ...fail(call, batches.failure), output: outcome.output };
}

function readInput(call: Call, read: OptionsRead): Stream | undefined {
  const path = read.value("arg-file");
  if (path === undefined || path === "-") return call.input;
  const content = call.files.content(path);
  if (isError(content)) return undefined;
  const text = call.files.textOf(content, 8_000_000);
  if (text !== undefined) return { kind: "text", text };
  const reason = content.kind === "unknown" ? content.reason : `\`${path}\` is too long to read`;
  return { kind: "unknown", reason, source: "program" };
}

/** The command still runs, with words that nobody can foresee. */
function runHidden(
  call: Call,
  read: OptionsRead,
  command: readonly Argument[],
  input: Exclude<Stream, { kind: "text" }>,
): Outcome {
  const reason = input.kind === "unknown" ? input.reason : "the input of xargs has no end";
  call.unknown(reason);
  const mark = replacementMark(read);
  const hidden: Argument = { ...plainArgument(""), origins: [{ kind: "input" }], unknown: reason };
  const words =
    mark === undefined
      ? [...command, hidden]
      : command.map((word) => (word.text.includes(mark) ? { ...word, unknown: reason } : word));
  const outcome = runInner(call, words, { input: emptyStream });
  return { ...outcome, status: undefined };
}

function runBatches(
  call: Call,
  read: OptionsRead,
  commands: readonly (readonly Argument[])[],
): Outcome {
  const keepsInput = read.has("arg-file") || read.has("open-tty");
  let output: Stream = emptyStream;
  let status: number | undefined = 0;
  for (const command of commands) {
    const outcome = runInner(call, command, keepsInput ? {} : { input: emptyStream });
    output = joinStreams(output, outcome.output);
    const end = endOf(outcome.status);
    if (end.stops) return { status: end.status, output };
    status =
      status === undefined || end.status === undefined ? undefined : Math.max(status, end.status);
  }
  return { status, output };
}

/** 126 and 127 stop it, as does a command that ends with 255; other failures are counted as 123. */
function endOf(status: number | undefined): { status: number | undefined; stops: boolean } {
  if (status === undefined || status === 0) return { status, stops: false };
  if (status === 126 || status === 127) return { status, stops: true };
  if (status === 255) return { status: 124, stops: true };
  return status > 128 ? { status: 125, stops: true } : { status: 123, stops: false };
}

function replacementMark(read: OptionsRead): string | undefined {
  if (read.last("I", "replace", "max-lines", "l", "max-args") === undefined) return undefined;
  const given = read.given.findLast(({ key }) => key === "I" || key === "replace");
  return given === undefined ? undefined : (given.value ?? "{}");
}

/** Of -I, -L and -n the last one given counts, except that `-n 1` goes with -I. */
function readRules(read: OptionsRead, command: readonly Argument[]): XargsRules | undefined {
  const mode = read.given.findLast(
    ({ key, value }) =>
      ["I", "replace", "max-lines", "l"].includes(key) ||
      (key === "max-args" && !(value === "1" && replacementMark(read) !== undefined)),
  );
  const isReplacing = mode?.key === "I" || mode?.key === "replace";
  const delimiter =
    read.has("null") && read.last("null", "delimiter") === "null"
      ? "\0"
      : readDelimiter(read.value("delimiter"));
  const lines =
    mode?.key === "l" ? (mode.value ?? "1") : mode?.key === "max-lines" ? mode.value : undefined;
  const count = mode?.key === "max-args" ? mode.value : undefined;
  const numbers = [lines, count, read.value("max-chars")];
  if (numbers.some((number) => number !== undefined && !/^[1-9]\d*$/.test(number)))
    return undefined;
  if (delimiter === "invalid" || command.length === 0) return undefined;
  return {
    delimiter,
    mark: isReplacing ? (mode.value ?? "{}") : undefined,
    maxLines: lines === undefined ? undefined : Number(lines),
    maxWords: count === undefined ? undefined : Number(count),
    maxCharacters: Number(read.value("max-chars") ?? 131_072),
    end: read.given.findLast(({ key }) => key === "E" || key === "eof")?.value,
    skipsEmpty: read.has("no-run-if-empty"),
  };
}

/** One character, or an escape of C. */
function readDelimiter(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if ([...text].length === 1) return text;
  const named: Record<string, string> = {
    "\\n": "\n",
    "\\t": "\t",
    "\\0": "\0",
    "\\\\": "\\",
    "\\r": "\r",
    "\\v": "\v",
    "\\f": "\f",
    "\\a": "\u0007",
    "\\b": "\b",
  };
  const octal = /^\\(0?[0-7]{1,3})$/.exec(text)?.[1];
  const hexadecimal = /^\\x([0-9a-fA-F]{1,2})$/.exec(text)?.[1];
  if (named[text] !== undefined) return named[text];
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return hexadecimal === undefined
    ? "invalid"
    : String.fromCharCode(Number.parseInt(hexadecimal, 16));
}
