import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { emptyContent, type Files } from "../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteName, quoteText } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import type { Report } from "./common/report.ts";
import { resizeContent } from "./common/resize-content.ts";
import { parseSize } from "./common/size.ts";

const options = [
  "-c --no-create",
  "-o --io-blocks",
  "-r --reference=RFILE",
  "-s --size=SIZE",
  ...commonOptions,
];

interface SizeChange {
  readonly operator: "=" | "+" | "<" | ">" | "/" | "%";
  readonly amount: number;
}

/** Shrinks or extends files. */
export const truncateProgram: Program = {
  names: ["truncate"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const change = readChange(call, read, report);
      if (report.hasFailed) return;
      const base = readBase(call, read, report);
      if (base === "failed") return;
      for (const operand of read.operands) resize(call, operand, read, report, { change, base });
    }),
};

function readChange(call: Call, read: OptionsRead, report: Report): SizeChange | undefined {
  const quote = (word: string): string => quoteText(word, call.environment);
  const texts = read.values("size");
  const text = texts.at(-1);
  const change = parseChanges(texts);
  if (change === "zero") {
    report.fail("division by zero");
    return undefined;
  }
  if (change === "several") {
    report.usage("multiple relative modifiers specified");
    return undefined;
  }
  if (text !== undefined && change === undefined) {
    report.fail(`Invalid number: ${quote(text.trim().replace(/^[<>/%]\s*/, ""))}`);
  } else if (text === undefined && !read.has("reference")) {
    report.usage(`you must specify either ${quote("--size")} or ${quote("--reference")}`);
  } else if (change?.operator === "=" && read.has("reference")) {
    report.usage(`you must specify a relative ${quote("--size")} with ${quote("--reference")}`);
  } else if (read.has("io-blocks") && text === undefined) {
    report.usage(`${quote("--io-blocks")} was specified but ${quote("--size")} was not`);
  } else if (read.operands.length === 0) report.usage("missing file operand");
  return change;
}

/** Every -s counts: a modifier holds for the sizes that follow it. */
function parseChanges(texts: readonly string[]): SizeChange | undefined | "several" | "zero" {
  let operator: SizeChange["operator"] = "=";
  let amount: number | undefined;
  for (const text of texts) {
    const [, modifier = "", sign = "", size = ""] = /^\s*([<>/%]?)\s*([-+]?)(.*)$/.exec(text) ?? [];
    if (isOperator(modifier)) operator = modifier;
    if (sign !== "") {
      if (operator !== "=") return "several";
      operator = "+";
    }
    const number = parseSize(size);
    if (number === undefined || !Number.isSafeInteger(number)) return undefined;
    if ((operator === "/" || operator === "%") && number === 0) return "zero";
    amount = sign === "-" ? -number : number;
  }
  return amount === undefined ? undefined : { operator, amount };
}

function isOperator(text: string): text is SizeChange["operator"] {
  return text !== "" && "<>/%".includes(text);
}

function readBase(call: Call, read: OptionsRead, report: Report): number | undefined | "failed" {
  const reference = read.value("reference");
  if (reference === undefined) return undefined;
  const status = call.files.stat(reference);
  if (!isError(status)) return status.size;
  report.fail(`cannot stat ${quoteName(reference)}: ${describeError(status)}`);
  return "failed";
}

function resize(
  call: Call,
  operand: Argument,
  read: OptionsRead,
  report: Report,
  wanted: { readonly change: SizeChange | undefined; readonly base: number | undefined },
): void {
  const files = call.files.for(operand);
  const path = operand.text;
  if (files.stat(path) === "ENOENT" && read.has("no-create")) return;
  const status = openFile(files, path, read.has("no-create"));
  if (isError(status)) {
    report.fail(`cannot open ${quoteName(path)} for writing: ${describeError(status)}`);
  } else if (status.type !== "file") {
    const size = wanted.change?.amount ?? 0;
    report.fail(`failed to truncate ${quoteName(path)} at ${size} bytes: Invalid argument`);
  } else {
    const unit = read.has("io-blocks") ? 4096 : 1;
    setSize(files, path, status, sizeAfter(wanted.base ?? status.size, wanted.change, unit));
  }
}

/** Opens for writing without waiting, and makes the file where it is missing. */
function openFile(files: Files, path: string, mustExist: boolean): FileStatus | ErrorCode {
  const made = files.stat(path) === "ENOENT" ? files.write(path, emptyContent) : undefined;
  if (made !== undefined) return made;
  const status = files.stat(path);
  if (isError(status)) return status === "ENOTDIR" && path.endsWith("/") ? "EISDIR" : status;
  if (status.type === "directory") return "EISDIR";
  if (status.type === "fifo") return files.access(path, "write") ?? "ENXIO";
  const opened = files.open(path, { how: "partly", mustExist });
  return isError(opened) ? opened : status;
}

function sizeAfter(base: number, change: SizeChange | undefined, unit: number): number {
  if (change === undefined) return base;
  const amount = change.amount * unit;
  switch (change.operator) {
    case "=":
      return amount;
    case "+":
      return Math.max(0, base + amount);
    case "<":
      return Math.min(base, amount);
    case ">":
      return Math.max(base, amount);
    case "/":
      return base - (base % amount);
    case "%":
      return base + ((amount - (base % amount)) % amount);
  }
}

function setSize(files: Files, path: string, status: FileStatus, size: number): void {
  const content = files.content(path);
  if (size === status.size) {
    // The same bytes, but a write all the same: set-id bits go.
    if (!isError(content)) files.write(path, content, { how: "partly", mustExist: true });
    return;
  }
  // Who may write a file may cut it without being allowed to read it.
  const known = isError(content)
    ? ({ kind: "unknown", reason: "it cannot be read" } as const)
    : content;
  const how = size === 0 ? "truncate" : "partly";
  files.write(path, resizeContent(files, known, status.size, size), { how, mustExist: true });
}
