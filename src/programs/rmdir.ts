import type { Argument } from "../domain/argument.ts";
import type { Call, Program } from "../domain/program.ts";
import type { Files } from "../domain/view/files.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteName } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { stripSlashes } from "./common/paths.ts";
import type { Report } from "./common/report.ts";

const options = ["--ignore-fail-on-non-empty", "-p --parents", "-v --verbose", ...commonOptions];

/** Removes empty directories. */
export const rmdirProgram: Program = {
  names: ["rmdir"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      for (const operand of read.operands) removeDirectories(call, operand, read, report);
    }),
};

function removeDirectories(call: Call, operand: Argument, read: OptionsRead, report: Report): void {
  const files = call.files.for(operand);
  let path = operand.text;
  let what = "failed to remove";
  for (;;) {
    if (read.has("verbose")) report.print(`${call.name}: removing directory, ${quoteName(path)}\n`);
    const error = files.removeDirectory(path);
    if (error !== undefined) {
      if (isIgnored(error, read)) return;
      if (error === "ENOTDIR" && isLinkToDirectory(files, path)) {
        report.fail(`failed to remove ${quoteName(path)}: Symbolic link not followed`);
      } else report.failOn(what, path, error);
      return;
    }
    if (!read.has("parents")) return;
    // From `a/b/c` to `a/b`: the part before the last slash, slashes in a row counting as one.
    const parent = /^(.*[^/])\/+[^/]+$/.exec(stripSlashes(path))?.[1];
    if (parent === undefined) return;
    path = parent;
    what = "failed to remove directory";
  }
}

/** `link/`: the slash does not make it the directory behind it. */
function isLinkToDirectory(files: Files, path: string): boolean {
  if (!path.endsWith("/")) return false;
  const [own, target] = [files.lstat(stripSlashes(path)), files.stat(path)];
  return !isError(own) && own.type === "link" && !isError(target) && target.type === "directory";
}

function isIgnored(error: ErrorCode, read: OptionsRead): boolean {
  if (!read.has("ignore-fail-on-non-empty")) return false;
  return error === "ENOTEMPTY" || error === "EEXIST";
}
