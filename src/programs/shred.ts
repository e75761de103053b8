import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { type Content, emptyContent, type Files } from "../domain/view/files.ts";
import { type FileStatus, isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText, quoteWhereNeeded } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import type { Report } from "./common/report.ts";
import { parseSize } from "./common/size.ts";
import { waitForReader } from "./common/wait-for-reader.ts";

const options = [
  "-f --force",
  "-n --iterations=N",
  "--random-source=FILE",
  "-s --size=N",
  "-u",
  "--remove[=HOW]",
  "-v --verbose",
  "-x --exact",
  "-z --zero",
  ...commonOptions,
];
const removals = [["unlink"], ["wipe"], ["wipesync"]];
const blockSize = 4096;

interface Rules {
  readonly passes: number;
  readonly size: number | undefined;
  readonly removes: boolean;
  readonly forces: boolean;
  readonly isExact: boolean;
  readonly endsWithZeros: boolean;
}

/** Overwrites files with what nobody can know, and with -u removes them. */
export const shredProgram: Program = {
  names: ["shred"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const rules = readRules(call, read, report);
      if (rules === undefined) return;
      if (read.operands.length === 0) report.usage("missing file operand");
      for (const operand of read.operands) shred(call, operand, rules, report);
      if (read.has("verbose")) report.warn("pass 1");
    }),
};

function readRules(call: Call, read: OptionsRead, report: Report): Rules | undefined {
  const how = read.value("remove");
  if (how !== undefined && !removals.some(([name]) => name?.startsWith(how) === true)) {
    report.invalidArgument(how, "--remove", removals);
    return undefined;
  }
  const iterations = read.value("iterations");
  const passes = iterations === undefined ? 3 : parseSize(iterations);
  const sizeText = read.value("size");
  const size = sizeText === undefined ? undefined : parseSize(sizeText);
  if (passes === undefined) {
    report.fail(`invalid number of passes: ${quoteText(iterations ?? "", call.environment)}`);
    return undefined;
  }
  if (sizeText !== undefined && size === undefined) {
    report.fail(`invalid file size: ${quoteText(sizeText, call.environment)}`);
    return undefined;
  }
  return {
    passes,
    size,
    removes: read.has("u") || read.has("remove"),
    forces: read.has("force"),
    isExact: read.has("exact"),
    endsWithZeros: read.has("zero"),
  };
}

function shred(call: Call, operand: Argument, rules: Rules, report: Report): void {
  const path = operand.text;
  const files = call.files.for(operand);
  const status = files.stat(path);
  if (path === "-") {
    report.doubt("what `shred` does to its output is not modelled", operand);
    return;
  }
  if (!isError(status) && status.type === "fifo") {
    waitForReader(call, report, operand);
    return;
  }
  const error = openForWriting(files, path, status, rules);
  if (error !== undefined || isError(status)) {
    const why = describeError(error ?? "EIO");
    report.fail(`${quoteWhereNeeded(path)}: failed to open for writing: ${why}`);
  } else if (status.type === "character") {
    // It takes bytes for ever.
    const detail = "shred of a device without end";
    call.emit({ kind: "process", action: "endless", detail, path }, operand);
    report.forgetStatus();
  } else if (status.type === "socket") {
    report.fail(`${quoteWhereNeeded(path)}: invalid file type`);
  } else {
    overwrite(files, path, status, rules);
    if (rules.removes) remove(files, path, status, report);
  }
}

/** Cut to nothing first: that is what other names of the file keep. */
function remove(files: Files, path: string, status: FileStatus, report: Report): void {
  if (status.type === "file" && status.size > 0)
    files.write(path, emptyContent, { mustExist: true });
  const error = files.unlink(path);
  if (error === undefined) return;
  report.fail(`${quoteWhereNeeded(path)}: failed to remove: ${describeError(error)}`);
}

function openForWriting(
  files: Files,
  path: string,
  status: FileStatus | string,
  rules: Rules,
): Parameters<typeof describeError>[0] | undefined {
  if (isError(status)) return status;
  if (typeof status === "string") return "EIO";
  if (status.type === "directory") return "EISDIR";
  const error = files.access(path, "write");
  if (error !== "EACCES" || !rules.forces) return error;
  return files.changeMode(path, 0o200) ?? files.access(path, "write");
}

/** Without -x a file is filled up to the end of its last block. */
function overwrite(files: Files, path: string, status: FileStatus, rules: Rules): void {
  if (rules.passes === 0 && !rules.endsWithZeros) return;
  const own =
    rules.isExact || status.type !== "file"
      ? status.size
      : Math.ceil(status.size / blockSize) * blockSize;
  const written = rules.size ?? own;
  if (written === 0 && status.type === "file") return;
  const size = Math.max(written, status.size);
  files.write(path, contentAfter(written, size, rules), { how: "partly", mustExist: true });
}

function contentAfter(written: number, size: number, rules: Rules): Content {
  const areZeros = rules.endsWithZeros && written === size && size <= 1024 * 1024;
  if (areZeros) return { kind: "text", text: "\0".repeat(size) };
  return { kind: "unknown", reason: "shred writes bytes by chance", size };
}
