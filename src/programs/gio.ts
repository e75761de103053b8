import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { Files } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { baseName, directoryName, joinPath } from "./common/paths.ts";
import { Report } from "./common/report.ts";
import { command, defineTool, tells } from "./common/tool/tool.ts";
import { withOptions } from "./common/with-options.ts";

const gio = defineTool({
  names: ["gio"],
  options: [],
  commands: [
    command("trash", trash, ["-f --force", "--empty", "--list", "--restore"]),
    command("remove", remove, ["-f --force"]),
    command("mkdir", makeDirectories, ["-p --parent"]),
    command("cat|info|list|monitor|tree|version|open|launch", tells, [
      "-a --attributes=LIST",
      "-d",
      "-f",
      "-F",
      "-h --hidden",
      "-l --long",
      "-L --follow-symlinks",
      "-n --nofollow-symlinks",
      "-p",
      "-u --print-uris",
      "-w --query-writable",
    ]),
  ],
});

const ofTrashing = [
  "-d --directory",
  "-f --force",
  "-i --interactive",
  "-r -R --recursive",
  "--trash-dir=DIR",
  "--home-fallback",
  "-v --verbose",
  "--help",
  "--version",
];

/** Files of the desktop: what goes to the trash can come back. */
export const gioProgram: Program = {
  names: ["gio", "trash-put", "trash", "trash-list", "trash-empty", "trash-restore", "trash-rm"],
  options: [...new Set([...gio.options, ...ofTrashing])],
  run: run,
};

function run(call: Call): Outcome {
  switch (call.name) {
    case "gio":
      return gio.run(call);
    case "trash-list":
      return untold("what lies in the trash is not looked at", 0);
    case "trash-put":
    case "trash":
      return withOptions(call, ofTrashing, (read) => trash(call, read), { usageStatus: 64 });
    default:
      return unforeseen(call, "which files of the trash are meant is not worked out");
  }
}

function trash(call: Call, read: OptionsRead): Outcome {
  if (read.has("list")) return untold("what lies in the trash is not looked at", 0);
  if (read.has("empty") || read.has("restore"))
    return unforeseen(call, "which files of the trash are meant is not worked out");
  if (read.has("trash-dir") || read.has("interactive"))
    return unforeseen(call, "this way to throw away is not modelled");
  if (read.operands.length === 0) return fail(call, "No locations given");
  const report = new Report(call);
  for (const operand of read.operands) throwAway(report, read, operand);
  return report.outcome();
}

function throwAway(report: Report, read: OptionsRead, operand: Argument): void {
  const { call } = report;
  const files = call.files.for(operand);
  const path = files.canonicalPath(operand.text);
  if (isError(path) || isError(files.lstat(operand.text))) {
    if (!read.has("force"))
      report.fail(`cannot trash ${operand.text}: No such file or directory`, 1);
    return;
  }
  const home = call.environment.get("HOME") ?? call.facts.caller.home;
  const data = call.environment.get("XDG_DATA_HOME") || joinPath(home, ".local/share");
  const place = joinPath(data, "Trash");
  const mounts = call.facts.mounts;
  if (mounts.of(path)?.device !== mounts.of(home)?.device) {
    report.doubt("which trash a file of another file system goes to is not worked out", operand);
    return;
  }
  const name = freeName(files, place, baseName(path), call.name === "gio");
  for (const one of ["files", "info"]) makePrivate(files, joinPath(place, one));
  const info = joinPath(place, `info/${name}.trashinfo`);
  const reason = "the time of day stands in it";
  const written = files.write(info, { kind: "unknown", reason }, { mode: 0o600 });
  const moved = written ?? files.rename(path, joinPath(place, `files/${name}`));
  if (moved === undefined) return;
  files.unlink(info);
  report.fail(`cannot trash ${operand.text}`, call.name === "gio" ? 1 : 74);
}

/** The next name that is free: `a.2.txt` to gio, `a.txt_1` to trash-cli. */
function freeName(files: Files, place: string, name: string, isGio: boolean): string {
  const isTaken = (one: string) => !isError(files.lstat(joinPath(place, `info/${one}.trashinfo`)));
  if (!isTaken(name)) return name;
  const [, stem = name, suffix = ""] = /^([^.]*)(\..*)?$/.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const other = isGio ? `${stem}.${number + 1}${suffix}` : `${name}_${number}`;
    if (!isTaken(other)) return other;
  }
}

function makePrivate(files: Files, path: string): void {
  if (!isError(files.stat(path))) return;
  makePrivate(files, directoryName(path));
  files.makeDirectory(path, 0o700);
}

function remove(call: Call, read: OptionsRead): Outcome {
  const report = new Report(call);
  for (const operand of read.operands) {
    const files = call.files.for(operand);
    const status = files.lstat(operand.text);
    const isDirectory = !isError(status) && status.type === "directory";
    const error = isDirectory ? files.removeDirectory(operand.text) : files.unlink(operand.text);
    if (error !== undefined && !(error === "ENOENT" && read.has("force")))
      report.failOn("Error removing file", operand.text, error);
  }
  return read.operands.length === 0 ? fail(call, "No locations given") : report.outcome();
}

function makeDirectories(call: Call, read: OptionsRead): Outcome {
  const report = new Report(call);
  for (const operand of read.operands) {
    const files = call.files.for(operand);
    if (read.has("parent")) makeParents(files, directoryName(operand.text));
    const isThere = read.has("parent") && !isError(files.stat(operand.text));
    const error = isThere ? undefined : files.makeDirectory(operand.text);
    if (error !== undefined) report.failOn("Error creating directory", operand.text, error);
  }
  return read.operands.length === 0 ? succeed() : report.outcome();
}

function makeParents(files: Files, path: string): void {
  if (!isError(files.stat(path))) return;
  makeParents(files, directoryName(path));
  files.makeDirectory(path);
}
