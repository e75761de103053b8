import type { Argument } from "../domain/argument.ts";
import {
  applyMode,
  formatPermissions,
  type ModeChange,
  modeOf,
  parseMode,
} from "../domain/mode.ts";
import type { Call, Program } from "../domain/program.ts";
import type { Files, WalkEntry } from "../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../domain/world.ts";
import { complainOfClosed } from "./common/closed-directory.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteName, quoteText } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { emitRefusedMetadata, isRootDirectory } from "./common/refused.ts";
import type { Report } from "./common/report.ts";

/** `-rwx` and the like are modes and no options: each letter that may start one takes the rest. */
const modeLetters = [..."rwxXstugoa,+=01234567"];
const options = [
  "-c --changes",
  "-f --silent --quiet",
  "-v --verbose",
  "--no-preserve-root",
  "--preserve-root",
  "-R --recursive",
  "--reference=RFILE",
  "-h --no-dereference",
  "--dereference",
  "-H",
  "-L",
  "-P",
  ...modeLetters.map((letter) => `-${letter}[=REST]`),
  ...commonOptions,
];
const newer = ["no-dereference", "dereference", "H", "L", "P"];

interface Rules {
  readonly changes: readonly ModeChange[];
  readonly read: OptionsRead;
  /** The mode was given like an option: a umask that gets in its way is complained of. */
  readonly isModeOption: boolean;
  readonly operand: Argument;
}

interface Work extends Rules {
  readonly files: Files;
  readonly umask: number;
  readonly report: Report;
}

/** Changes permissions. */
export const chmodProgram: Program = {
  names: ["chmod"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => changeAll(call, read, report), { newer }),
};

function changeAll(call: Call, read: OptionsRead, report: Report): void {
  const words = read.given
    .filter(({ key }) => modeLetters.includes(key))
    .map(({ argument }) => argument.text);
  const optionMode = words.length === 0 ? undefined : words.join(",");
  const reference = read.value("reference");
  if (reference !== undefined && optionMode !== undefined) {
    report.usage("cannot combine mode and --reference options");
    return;
  }
  const takesOperand = reference === undefined && optionMode === undefined;
  const operands = takesOperand ? read.operands.slice(1) : read.operands;
  const text = optionMode ?? read.operands[0]?.text;
  if (operands.length === 0) {
    if (!takesOperand || text === undefined) {
      report.usage("missing operand");
      return;
    }
    report.usage(`missing operand after ${quoteText(text, call.environment)}`);
    return;
  }
  const changes = readChanges(call, reference, text ?? "", report);
  if (changes === undefined) return;
  for (const operand of operands) {
    changeOperand(call, report, { changes, read, isModeOption: optionMode !== undefined, operand });
  }
}

function readChanges(
  call: Call,
  reference: string | undefined,
  text: string,
  report: Report,
): readonly ModeChange[] | undefined {
  if (reference !== undefined) {
    const status = call.files.stat(reference);
    if (!isError(status)) return modeOf(status.mode);
    report.failOn("failed to get attributes of", reference, status);
    return undefined;
  }
  const changes = parseMode(text);
  if (changes === undefined) report.usage(`invalid mode: ${quoteText(text, call.environment)}`);
  return changes;
}

function changeOperand(call: Call, report: Report, rules: Rules): void {
  const { operand, read } = rules;
  const path = operand.text;
  const status = call.files.stat(path);
  if (isError(status)) {
    failOnMissing(call, path, report, read);
    return;
  }
  const isRecursive = read.has("recursive");
  const preservesRoot = read.last("preserve-root", "no-preserve-root") === "preserve-root";
  if (isRecursive && preservesRoot && isRootDirectory(call, path)) {
    report.fail(`it is dangerous to operate recursively on ${quoteName(path)}`);
    report.warn("use --no-preserve-root to override this failsafe");
    emitRefusedMetadata(call, path, operand, (before) => ({
      ...before,
      mode: applyMode(rules.changes, before.mode, before.type === "directory", call.umask).mode,
    }));
    return;
  }
  const work = { files: call.files.for(operand), umask: call.umask, report, ...rules };
  if (isRecursive && status.type === "directory") changeTree(work, path);
  else change(work, path, status);
}

function failOnMissing(call: Call, path: string, report: Report, read: OptionsRead): void {
  if (read.last("verbose", "changes") === "verbose")
    report.print(`${quoteName(path)} could not be accessed\n`);
  const status = call.files.lstat(path);
  if (read.has("quiet")) report.setStatus(1);
  else if (!isError(status)) report.fail(`cannot operate on dangling symlink ${quoteName(path)}`);
  else report.failOn("cannot access", path, status);
}

/** Below an operand links are left alone. A directory is read after its own mode has changed. */
function changeTree(work: Work, root: string): void {
  const isChangedBeforeReading = ({ path, status }: WalkEntry): boolean => {
    change(work, path, status);
    return true;
  };
  const entries = work.files.walk(root, { follow: "root", shouldEnter: isChangedBeforeReading });
  const isReported = work.read.has("verbose") || work.read.has("changes");
  if (isReported) work.report.printUnknown("the order in which chmod meets the files is not known");
  for (const { path, type, status, error } of entries) {
    if (error !== undefined)
      complainOfClosed(work.files, path, error, (...about) => complain(work, ...about));
    if (type !== "directory" && type !== "link") change(work, path, status);
  }
}

function complain(work: Work, what: string, path: string, code: ErrorCode): void {
  if (work.read.has("quiet")) work.report.setStatus(1);
  else work.report.failOn(what, path, code);
}

function change(work: Work, path: string, status: FileStatus): void {
  const isDirectory = status.type === "directory";
  const { mode } = applyMode(work.changes, status.mode, isDirectory, work.umask);
  const error = work.files.changeMode(path, mode);
  announce(work, path, status.mode, mode, error);
  if (error !== undefined) {
    complain(work, "changing permissions of", path, error);
    return;
  }
  if (!work.isModeOption) return;
  const expected = applyMode(work.changes, status.mode, isDirectory, 0).mode;
  if ((mode & ~expected) === 0) return;
  work.report.fail(
    `${path}: new permissions are ${formatPermissions(mode)}, not ${formatPermissions(expected)}`,
  );
}

function announce(
  { read, report }: Work,
  path: string,
  before: number,
  after: number,
  error: ErrorCode | undefined,
): void {
  const isChanged = before !== after;
  const how = read.last("verbose", "changes");
  if (how !== "verbose" && !(how === "changes" && isChanged && error === undefined)) return;
  const show = (mode: number): string =>
    `${mode.toString(8).padStart(4, "0")} (${formatPermissions(mode)})`;
  const name = quoteName(path);
  if (error !== undefined) {
    report.print(`failed to change mode of ${name} from ${show(before)} to ${show(after)}\n`);
  } else if (isChanged) {
    report.print(`mode of ${name} changed from ${show(before)} to ${show(after)}\n`);
  } else report.print(`mode of ${name} retained as ${show(after)}\n`);
}
