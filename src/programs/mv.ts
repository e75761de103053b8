import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { backupOptions, readBackupRules } from "./common/backup.ts";
import { copy } from "./common/copy/copy.ts";
import { commandLineJob, makeMemory, type Work } from "./common/copy/job.ts";
import { type CopyRules, copyDefaults } from "./common/copy/rules.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { type Destination, destinationOptions, readDestination } from "./common/destination.ts";
import { quoteName } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { baseName, joinPath, stripSlashes } from "./common/paths.ts";
import type { Report } from "./common/report.ts";

const options = [
  ...backupOptions,
  ...destinationOptions,
  "-f --force",
  "-i --interactive",
  "-n --no-clobber",
  "--strip-trailing-slashes",
  "-u",
  "--update[=WHEN]",
  "-v --verbose",
  "-Z --context",
  "--debug",
  "--exchange",
  "--no-copy",
  ...commonOptions,
];

/** Renames, or copies to another mount and removes. */
export const mvProgram: Program = {
  names: ["mv"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => moveAll(call, read, report), {
      newer: ["debug", "exchange", "no-copy", "update="],
    }),
};

function moveAll(call: Call, read: OptionsRead, report: Report): void {
  const destination = readDestination(call, read, report);
  const rules = destination === undefined ? undefined : readRules(call, read, report);
  if (destination !== undefined && rules === undefined) renameFirst(call, read, destination);
  if (destination === undefined || rules === undefined) return;
  const strips = read.has("strip-trailing-slashes");
  const sources = destination.kind === "directory" ? destination.sources : [destination.source];
  // Unlike cp, mv does not mind a source that is named twice until it is gone.
  const memory = { ...makeMemory(sources.length > 1), sources: undefined };
  for (const operand of sources) {
    const source = strips ? stripSlashes(operand.text) : operand.text;
    const target =
      destination.kind === "directory"
        ? joinPath(destination.directory, baseName(source))
        : strips
          ? stripSlashes(destination.target.text)
          : destination.target.text;
    const files = call.files.for(operand);
    const isTried = destination.kind === "name" && strips;
    if (isTried && isSlashTried(call, operand.text, destination.target.text)) {
      report.fail(`cannot move ${quoteName(source)} to ${quoteName(target)}: Not a directory`);
      continue;
    }
    moveOne({ call, files, operand, rules, report, memory }, source, target);
  }
}

/** To learn whether its last word is a directory mv tries the rename, before all other rules. */
function renameFirst(call: Call, read: OptionsRead, destination: Destination): void {
  if (destination.kind !== "name" || read.has("no-target-directory")) return;
  const { source, target } = destination;
  if (isError(call.files.lstat(target.text)))
    call.files.for(source).rename(source.text, target.text);
}

/**
 * Onto a free name mv renames before it takes the slashes away, and holds on to the error: what is
 * no directory does not move then.
 */
function isSlashTried(call: Call, source: string, target: string): boolean {
  if (![source, target].some((path) => path.endsWith("/"))) return false;
  if (!isError(call.files.lstat(stripSlashes(target)))) return false;
  const status = call.files.lstat(stripSlashes(source));
  return !isError(status) && status.type !== "directory";
}

function readRules(call: Call, read: OptionsRead, report: Report): CopyRules | undefined {
  const backup = readBackupRules(read, call, report);
  if (backup === undefined) return undefined;
  const last = read.last("force", "interactive", "no-clobber");
  const overwriting =
    last === "force"
      ? "always"
      : last === "interactive"
        ? "ask"
        : last === "no-clobber"
          ? "never"
          : "unspecified";
  if (overwriting === "never" && backup.kind !== "none") {
    report.usage("options --backup and --no-clobber are mutually exclusive");
    return undefined;
  }
  return {
    ...copyDefaults,
    isMove: true,
    follow: "never",
    isRecursive: true,
    readsSpecial: false,
    keepsMode: true,
    keepsOwner: true,
    keepsTimes: true,
    keepsLinks: true,
    overwriting,
    isUpdate: (read.has("u") || read.has("update")) && overwriting !== "never",
    backup,
    isVerbose: read.has("verbose"),
  };
}

function moveOne(work: Work, source: string, target: string): void {
  const end = copy(work, commandLineJob(source, target));
  if (end === "into itself") work.report.setStatus(1);
  if (end !== "copied") return;
  const status = work.files.lstat(source);
  if (isError(status)) return;
  for (const { path, error } of work.files.removeTree(source)) {
    work.report.fail(`cannot remove ${quoteName(path)}: ${describeError(error)}`);
  }
  if (work.rules.isVerbose) {
    if (status.type === "directory")
      work.report.printUnknown("the order in which mv removes files is not known");
    else work.report.print(`removed ${quoteName(source)}\n`);
  }
}
