import { encodeBytes } from "../domain/bytes.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import type { Content } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { isSameInode } from "./common/copy/same-file.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteName, quoteText, quoteWhereNeeded } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import type { Report } from "./common/report.ts";
import { readSource } from "./common/source-content.ts";
import { suffixes } from "./common/split-names.ts";
import { type Cutting, cutBytes, cutSize } from "./common/split-pieces.ts";
import { readSplitRules, type SplitRules, splitOptions } from "./common/split-rules.ts";
import { contentOf } from "./common/write-stream.ts";

const options = [...splitOptions, ...commonOptions];
const longestInput = 16 * 1024 * 1024;

/** Cuts a file into pieces. */
export const splitProgram: Program = {
  names: ["split"],
  options,
  run: (call) => runCoreutil(call, options, (read, report) => split(call, read, report)),
};

function split(call: Call, read: OptionsRead, report: Report): void {
  const [inputOperand, prefix, extra] = read.operands;
  if (extra !== undefined) {
    report.usage(`extra operand ${quoteText(extra.text, call.environment)}`);
    return;
  }
  const rules = readSplitRules(call, read, report);
  if (rules === undefined) return;
  if (rules.unforeseen !== undefined) {
    call.unknown(rules.unforeseen);
    report.forgetStatus();
    return;
  }
  const input = inputOperand?.text ?? "-";
  const content = readInput(call, input);
  if (typeof content === "string") {
    const isDirectory = content === "EISDIR";
    const measured =
      isDirectory && rules.cutting.kind === "chunks" ? ": cannot determine file size" : "";
    const name = isDirectory
      ? quoteWhereNeeded(input)
      : `cannot open ${quoteName(input)} for reading`;
    report.fail(`${name}${measured}: ${describeError(content)}`);
    return;
  }
  const pieces = cutContent(call, content, rules.cutting, rules.separator);
  if (pieces === undefined) {
    call.unknown("into how many files `split` cuts its input is not known", inputOperand);
    report.forgetStatus();
    return;
  }
  writePieces(call, pieces, prefix?.text ?? "x", input, rules, report);
}

function readInput(call: Call, input: string): Content | Parameters<typeof describeError>[0] {
  if (input === "-") return contentOf(call.input);
  const source = readSource(call.files, input);
  return isError(source) ? source : source.content;
}

function cutContent(
  call: Call,
  content: Content,
  cutting: Cutting,
  separator: number,
): readonly Content[] | undefined {
  const text = call.files.textOf(content, longestInput);
  if (text !== undefined) return cutBytes(encodeBytes(text), cutting, separator);
  return content.kind === "text" || content.size === undefined
    ? undefined
    : cutSize(content.size, cutting);
}

function writePieces(
  call: Call,
  pieces: readonly Content[],
  prefix: string,
  input: string,
  rules: SplitRules,
  report: Report,
): void {
  const names = suffixes(rules.suffix)[Symbol.iterator]();
  for (const [at, piece] of pieces.entries()) {
    const isEmpty = piece.kind === "text" && piece.text === "";
    if (isEmpty && rules.leavesOutEmpty) continue;
    if (rules.onlyChunk !== undefined) {
      if (at + 1 === rules.onlyChunk) printPiece(piece, report);
      continue;
    }
    const next = names.next();
    if (next.done === true) {
      report.fail("output file suffixes exhausted");
      return;
    }
    const path = prefix + next.value + rules.additionalSuffix;
    if (rules.isVerbose) report.print(`creating file ${quoteName(path)}\n`);
    if (!writePiece(call, path, piece, input, report)) return;
  }
}

function printPiece(piece: Content, report: Report): void {
  if (piece.kind === "text") report.print(piece.text);
  else report.printUnknown("the input of split is not known");
}

function writePiece(
  call: Call,
  path: string,
  piece: Content,
  input: string,
  report: Report,
): boolean {
  const [from, to] = [call.files.stat(input), call.files.stat(path)];
  if (input !== "-" && !isError(from) && !isError(to) && isSameInode(from, to)) {
    report.fail(`${quoteName(path)} would overwrite input; aborting`);
    return false;
  }
  const error = call.files.write(path, piece);
  if (error !== undefined) report.fail(`${quoteWhereNeeded(path)}: ${describeError(error)}`);
  return error === undefined;
}
