import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { backupOptions, readBackupRules } from "./common/backup.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { destinationOptions, refusalAsDirectory } from "./common/destination.ts";
import { type LinkRules, makeLink } from "./common/make-link.ts";
import { quoteName } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { baseName, joinPath } from "./common/paths.ts";
import type { Report } from "./common/report.ts";

const options = [
  ...backupOptions,
  ...destinationOptions,
  "-d -F --directory",
  "-f --force",
  "-i --interactive",
  "-L --logical",
  "-n --no-dereference",
  "-P --physical",
  "-r --relative",
  "-s --symbolic",
  "-v --verbose",
  ...commonOptions,
];

/** Makes links. */
export const lnProgram: Program = {
  names: ["ln"],
  options,
  run: (call) => runCoreutil(call, options, (read, report) => linkAll(call, read, report)),
};

function linkAll(call: Call, read: OptionsRead, report: Report): void {
  const rules = readRules(call, read, report);
  if (rules === undefined || hasMistake(call, read, report, rules)) return;
  const place = read.has("no-target-directory") ? undefined : findDirectory(call, read, report);
  if (place === "stop") return;
  // A link that replaces one just made would lose a file only where both are hard links.
  const mayLose = rules.removes && !rules.isSymbolic && rules.backup.kind !== "numbered";
  const made = mayLose ? new Set<string>() : undefined;
  const [first, second] = read.operands;
  const pairs =
    place === undefined
      ? [{ target: first, path: second?.text }]
      : place.targets.map((target) => ({
          target,
          path: joinPath(place.path, baseName(target.text)),
        }));
  for (const { target, path } of pairs) {
    if (target === undefined || path === undefined) continue;
    const files = call.files.for(target);
    makeLink({ call, files, operand: target, rules, report, made }, target.text, path);
  }
}

/** What is wrong before any operand is worked on, in the order in which ln looks. */
function hasMistake(call: Call, read: OptionsRead, report: Report, rules: LinkRules): boolean {
  const named = read.value("target-directory");
  const isThere = named === undefined || refusalAsDirectory(call, named) === undefined;
  if (read.values("target-directory").length > 1) {
    report.fail("multiple target directories specified");
  } else if (!isThere) findDirectory(call, read, report);
  else if (read.has("relative") && !rules.isSymbolic) {
    report.fail("cannot do --relative without --symbolic");
  } else if (read.operands.length === 0) report.usage("missing file operand");
  else if (read.has("no-target-directory")) isNameWrong(read, report);
  return report.hasFailed;
}

function readRules(call: Call, read: OptionsRead, report: Report): LinkRules | undefined {
  const backup = readBackupRules(read, call, report);
  if (backup === undefined) return undefined;
  const isSymbolic = read.has("symbolic");
  const last = read.last("force", "interactive");
  return {
    isSymbolic,
    isRelative: read.has("relative"),
    followsTarget: read.last("logical", "physical") === "logical",
    removes: last === "force",
    asks: last === "interactive",
    mayLinkDirectories: read.has("directory"),
    backup,
    isVerbose: read.has("verbose"),
  };
}

function isNameWrong(read: OptionsRead, report: Report): boolean {
  const { operands } = read;
  if (read.has("target-directory")) {
    report.fail("cannot combine --target-directory and --no-target-directory");
  } else if (operands.length < 2) {
    report.usage(`missing destination file operand after ${quoteName(operands[0]?.text ?? "")}`);
  } else if (operands.length > 2) {
    report.usage(`extra operand ${quoteName(operands[2]?.text ?? "")}`);
  }
  return report.hasFailed;
}

interface Directory {
  readonly path: string;
  readonly targets: readonly Argument[];
}

/** The directory the links go into; undefined where the second operand is the link's own name. */
function findDirectory(
  call: Call,
  read: OptionsRead,
  report: Report,
): Directory | undefined | "stop" {
  const { operands } = read;
  const named = read.value("target-directory");
  if (named !== undefined) {
    const error = refusalAsDirectory(call, named);
    if (error === undefined) return { path: named, targets: operands };
    if (error === "ENOTDIR") report.fail(`target ${quoteName(named)} is not a directory`);
    else report.failOn("failed to access", named, error);
    return "stop";
  }
  if (operands.length === 1) return { path: ".", targets: operands };
  const last = operands.at(-1)?.text ?? "";
  const status = call.files.lstat(last);
  const isKeptLink = read.has("no-dereference") && !isError(status) && status.type === "link";
  const error = isKeptLink ? "ENOTDIR" : refusalAsDirectory(call, last);
  if (error === undefined) return { path: last, targets: operands.slice(0, -1) };
  if (operands.length === 2) return undefined;
  report.fail(`target ${quoteName(last)}: ${describeError(error)}`);
  return "stop";
}
