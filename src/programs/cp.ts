import type { Call, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { backupName } from "./common/backup.ts";
import { copy } from "./common/copy/copy.ts";
import { copyOptions, readCopyRules } from "./common/copy/copy-options.ts";
import { commandLineJob, makeMemory, type Work } from "./common/copy/job.ts";
import { makeParentsLike } from "./common/copy/parents.ts";
import type { CopyRules } from "./common/copy/rules.ts";
import { runCoreutil } from "./common/coreutil.ts";
import { type Destination, readDestination } from "./common/destination.ts";
import type { OptionsRead } from "./common/options.ts";
import { baseName, joinPath, stripSlashes } from "./common/paths.ts";
import type { Report } from "./common/report.ts";

/** Copies files and directories. */
export const cpProgram: Program = {
  names: ["cp"],
  options: copyOptions,
  run: (call) =>
    runCoreutil(call, copyOptions, (read, report) => copyAll(call, read, report), {
      newer: ["debug", "keep-directory-symlink", "update="],
    }),
};

function copyAll(call: Call, read: OptionsRead, report: Report): void {
  const rules = readCopyRules(call, read, report);
  const destination = rules === undefined ? undefined : readDestination(call, read, report);
  if (destination === undefined || rules === undefined) return;
  if (destination.kind === "name") {
    if (read.has("parents")) {
      report.usage("with --parents, the destination must be a directory");
      return;
    }
    copyToName(call, destination, rules, report);
    return;
  }
  const memory = makeMemory(destination.sources.length > 1);
  for (const operand of destination.sources) {
    const work = { call, files: call.files.for(operand), operand, rules, report, memory };
    const source = read.has("strip-trailing-slashes") ? stripSlashes(operand.text) : operand.text;
    copyInto(work, source, destination.directory, read.has("parents"));
  }
}

function copyToName(
  call: Call,
  { source, target }: Extract<Destination, { kind: "name" }>,
  rules: CopyRules,
  report: Report,
): void {
  const isSelf =
    rules.unlinksAfterFailure && rules.backup.kind !== "none" && source.text === target.text;
  const status = call.files.stat(source.text);
  const work = {
    call,
    files: call.files.for(source),
    operand: source,
    report,
    memory: makeMemory(false),
  };
  // `cp --force --backup x x` makes a backup of x.
  if (isSelf && !isError(status) && status.type === "file") {
    const kept = backupName(call.files, target.text, rules.backup);
    const plain = { ...rules, backup: { ...rules.backup, kind: "none" } } as const;
    copyOne({ ...work, rules: plain }, source.text, kept);
  } else copyOne({ ...work, rules }, source.text, target.text);
}

function copyInto(work: Work, source: string, directory: string, keepsParents: boolean): void {
  if (!keepsParents) {
    const name = baseName(source);
    // `cp -R source/.. target` copies into the target itself.
    copyOne(work, source, name === ".." ? directory : joinPath(directory, name));
    return;
  }
  const target = joinPath(directory, stripSlashes(source));
  const parents = makeParentsLike(work, source, directory);
  if (parents === undefined) return;
  copyOne(work, source, target);
  parents.finish();
}

function copyOne(work: Work, source: string, target: string): void {
  const end = copy(work, commandLineJob(source, target));
  if (end === "failed" || end === "into itself") work.report.setStatus(1);
}
