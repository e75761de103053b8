import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import type { Files } from "../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteName, quoteWhereNeeded } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { baseName, isDotOrDotDot, joinPath } from "./common/paths.ts";
import { emitRefusedDelete, isRootDirectory } from "./common/refused.ts";
import { removeAskingFor } from "./common/remove-asking.ts";
import type { Report } from "./common/report.ts";

const options = [
  "-f --force",
  "-i",
  "-I",
  "--interactive[=WHEN]",
  "--one-file-system",
  "--no-preserve-root",
  "--preserve-root[=all]",
  "-r -R --recursive",
  "-d --dir",
  "-v --verbose",
  "---presume-input-tty",
  ...commonOptions,
];

/** How rm asks: never, once for many, where a file is write-protected, or always. */
type Asking = "never" | "protected" | "always";

interface Rules {
  readonly asks: Asking;
  readonly asksOnce: boolean;
  readonly ignoresMissing: boolean;
  readonly isRecursive: boolean;
  readonly removesEmpty: boolean;
  readonly isVerbose: boolean;
  readonly isOneFileSystem: boolean;
  readonly preservesRoot: boolean;
  readonly preservesMounts: boolean;
  readonly isTerminal: boolean;
}

/** Removes files, and with -r directories. */
export const rmProgram: Program = {
  names: ["rm"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => removeAll(call, read, report), { advise }),
};

/** A file whose name begins with a dash was perhaps meant. */
function advise(call: Call): string | undefined {
  const isFile = (word: string): boolean => /^-./.test(word) && !isError(call.files.lstat(word));
  const name = call.arguments.find(({ text }) => isFile(text))?.text;
  if (name === undefined) return undefined;
  return `Try '${call.name} ./${quoteWhereNeeded(name)}' to remove the file ${quoteName(name)}.\n`;
}

function removeAll(call: Call, read: OptionsRead, report: Report): void {
  const rules = readRules(call, read, report);
  if (rules === undefined) return;
  const { operands } = read;
  if (operands.length === 0) {
    if (!read.has("force")) report.usage("missing operand");
    return;
  }
  if (rules.asksOnce && (rules.isRecursive || operands.length > 3)) {
    const count = `${operands.length} argument${operands.length === 1 ? "" : "s"}`;
    if (!report.ask(`remove ${count}${rules.isRecursive ? " recursively" : ""}`)) return;
  }
  for (const operand of operands) removeOperand(call, operand, rules, report);
}

const answersToWhen: Readonly<Record<string, Asking | "once">> = {
  never: "never",
  no: "never",
  none: "never",
  once: "once",
  always: "always",
  yes: "always",
};

function readRules(call: Call, read: OptionsRead, report: Report): Rules | undefined {
  let asks: Asking = "protected";
  let asksOnce = false;
  let ignoresMissing = false;
  for (const { key, value } of read.given) {
    const when = askingOf(key, value);
    if (when === "invalid") {
      report.invalidArgument(value ?? "", "--interactive", [
        ["never", "no", "none"],
        ["once"],
        ["always", "yes"],
      ]);
      return undefined;
    }
    if (when === undefined) continue;
    asks = when === "once" ? "protected" : when;
    asksOnce = when === "once";
    if (key !== "interactive" || when !== "never") ignoresMissing = key === "force";
  }
  const root = read.last("preserve-root", "no-preserve-root");
  const all = read.value("preserve-root");
  if (all !== undefined && all !== "all")
    report.fail(`unrecognized --preserve-root argument: '${all}'`);
  if (report.hasFailed) return undefined;
  return {
    asks,
    asksOnce,
    ignoresMissing,
    isRecursive: read.has("recursive"),
    removesEmpty: read.has("dir"),
    isVerbose: read.has("verbose"),
    isOneFileSystem: read.has("one-file-system"),
    preservesRoot: root !== "no-preserve-root",
    preservesMounts: root === "preserve-root" && all === "all",
    isTerminal: call.isInputTerminal || read.has("presume-input-tty"),
  };
}

function askingOf(key: string, value: string | undefined): Asking | "once" | "invalid" | undefined {
  if (key === "force") return "never";
  if (key === "i") return "always";
  if (key === "I") return "once";
  if (key !== "interactive") return undefined;
  return value === undefined ? "always" : (answersToWhen[value] ?? "invalid");
}

function removeOperand(call: Call, operand: Argument, rules: Rules, report: Report): void {
  const path = operand.text;
  const files = call.files.for(operand);
  const status = files.lstat(path);
  if (isError(status)) {
    const isMissing = status === "ENOENT" || status === "ENOTDIR";
    if (!isMissing || !rules.ignoresMissing) report.failOn("cannot remove", path, status);
    return;
  }
  if (status.type === "directory" && !mayRemoveDirectory(call, operand, status, rules, report))
    return;
  const asksForEach = rules.asks === "always" || (rules.asks === "protected" && rules.isTerminal);
  if (asksForEach && !rules.ignoresMissing) {
    removeAskingFor({ files, identity: call.identity }, path, report, {
      asksAlways: rules.asks === "always",
      isVerbose: rules.isVerbose,
      operand,
    });
  } else removeWithoutAsking(files, path, status, rules, report);
}

/** The refusals that come before anything below a directory is touched. */
function mayRemoveDirectory(
  call: Call,
  operand: Argument,
  status: FileStatus,
  rules: Rules,
  report: Report,
): boolean {
  const path = operand.text;
  // Reading it may take long, and -r takes it as it is.
  if (!rules.isRecursive && !(rules.removesEmpty && isEmptyDirectory(call, path))) {
    report.failOn("cannot remove", path, rules.removesEmpty ? "ENOTEMPTY" : "EISDIR");
    return false;
  }
  if (isDotOrDotDot(baseName(path))) {
    report.fail(`refusing to remove '.' or '..' directory: skipping ${quoteName(path)}`);
    emitRefusedDelete(call, path, operand);
    return false;
  }
  if (rules.preservesRoot && isRootDirectory(call, path)) {
    report.fail(
      path === "/"
        ? "it is dangerous to operate recursively on '/'"
        : `it is dangerous to operate recursively on ${quoteName(path)} (same as '/')`,
    );
    report.warn("use --no-preserve-root to override this failsafe");
    emitRefusedDelete(call, path, operand);
    return false;
  }
  if (rules.preservesMounts) return !isOtherDevice(call, operand, status, report);
  return true;
}

function isEmptyDirectory(call: Call, path: string): boolean {
  const entries = call.files.readDirectory(path);
  return !isError(entries) && entries.length === 0;
}

function isOtherDevice(call: Call, operand: Argument, status: FileStatus, report: Report): boolean {
  const above = call.files.lstat(joinPath(operand.text, ".."));
  if (!isError(above) && above.device === status.device) return false;
  report.fail(`skipping ${quoteName(operand.text)}, since it's on a different device`);
  report.warn("and --preserve-root=all is in effect");
  emitRefusedDelete(call, operand.text, operand);
  return true;
}

function removeWithoutAsking(
  files: Files,
  path: string,
  status: FileStatus,
  rules: Rules,
  report: Report,
): void {
  const isDirectory = status.type === "directory";
  const entries = rules.isVerbose && isDirectory ? countEntries(files, path) : 0;
  const refusals = isDirectory
    ? files.removeTree(path, { isOneFileSystem: rules.isOneFileSystem })
    : refusalOf(path, files.unlink(path));
  for (const { path: stayed, error } of refusals) {
    // With -f, what turns out not to be there (`rm -rf link/`, which cannot be removed so) is no error.
    if (rules.ignoresMissing && (error === "ENOENT" || error === "ENOTDIR")) continue;
    if (error === "EXDEV")
      report.fail(`skipping ${quoteName(stayed)}, since it's on a different device`);
    else report.fail(`cannot remove ${quoteName(stayed)}: ${describeError(error)}`);
  }
  if (!rules.isVerbose) return;
  // The entries of a directory come in the order in which they happen to lie on the disk.
  if (entries > 1) report.printUnknown("the order in which rm meets the files is not known");
  else if (refusals.length === 0) {
    report.print(`removed ${isDirectory ? "directory " : ""}${quoteName(path)}\n`);
  }
}

function refusalOf(
  path: string,
  error: ErrorCode | undefined,
): readonly { readonly path: string; readonly error: ErrorCode }[] {
  return error === undefined ? [] : [{ path, error }];
}

/** Whether there is more than the directory itself; no need to count on. */
function countEntries(files: Files, path: string): number {
  let count = 0;
  for (const _ of files.walk(path)) {
    count += 1;
    if (count > 1) break;
  }
  return count;
}
