import type { Argument } from "../domain/argument.ts";
import type { Call, Program } from "../domain/program.ts";
import { emptyContent, type Files } from "../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import type { Report } from "./common/report.ts";
import { parseDate, parseStamp } from "./common/time.ts";

const options = [
  "-a",
  "-c --no-create",
  "-d --date=STRING",
  "-f",
  "-h --no-dereference",
  "-m",
  "-r --reference=FILE",
  "-t STAMP",
  "--time=WORD",
  ...commonOptions,
];

const timeWords: Readonly<Record<string, "a" | "m">> = {
  atime: "a",
  access: "a",
  use: "a",
  mtime: "m",
  modify: "m",
};

/** Which time is set: undefined for the present, and none where only the access time changes. */
interface Rules {
  readonly seconds: number | undefined;
  readonly setsModified: boolean;
  readonly isPresent: boolean;
}

/** Makes empty files and sets times. */
export const touchProgram: Program = {
  names: ["touch"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const rules = readRules(call, read, report);
      if (rules === undefined) return;
      if (read.operands.length === 0) {
        report.usage("missing file operand");
        return;
      }
      for (const operand of read.operands) touch(call, operand, read, rules, report);
    }),
};

function readRules(call: Call, read: OptionsRead, report: Report): Rules | undefined {
  const word = read.value("time");
  const which = word === undefined ? undefined : timeWords[word];
  if (word !== undefined && which === undefined) {
    report.invalidArgument(word, "--time", [
      ["atime", "access", "use"],
      ["mtime", "modify"],
    ]);
    return undefined;
  }
  const onlyAccess = (read.has("a") || which === "a") && !read.has("m") && which !== "m";
  const sources = ["date", "reference", "t"].filter((key) => read.has(key));
  if (sources.includes("t") && sources.length > 1) {
    report.usage("cannot specify times from more than one source");
    return undefined;
  }
  const seconds = readSeconds(call, read, report);
  if (report.hasFailed) return undefined;
  const onlyModified = (read.has("m") || which === "m") && !read.has("a") && which !== "a";
  const isPresent = sources.length === 0 && !onlyAccess && !onlyModified;
  return { seconds, setsModified: !onlyAccess, isPresent };
}

function readSeconds(call: Call, read: OptionsRead, report: Report): number | undefined {
  const stamp = read.value("t");
  const date = read.value("date");
  const reference = read.value("reference");
  if (stamp !== undefined) {
    const seconds = parseStamp(stamp);
    if (seconds === undefined)
      report.fail(`invalid date format ${quoteText(stamp, call.environment)}`);
    return seconds;
  }
  const status = reference === undefined ? undefined : call.files.stat(reference);
  if (reference !== undefined && status !== undefined && isError(status)) {
    report.failOn("failed to get attributes of", reference, status);
    return undefined;
  }
  if (date !== undefined) {
    const seconds = parseDate(call, date);
    if (seconds === "invalid")
      report.fail(`invalid date format ${quoteText(date, call.environment)}`);
    return typeof seconds === "number" ? seconds : undefined;
  }
  return status !== undefined && !isError(status) ? status.modified : undefined;
}

function touch(
  call: Call,
  operand: Argument,
  read: OptionsRead,
  rules: Rules,
  report: Report,
): void {
  const files = call.files.for(operand);
  const path = operand.text;
  if (path === "-") return;
  const follows = !read.has("no-dereference");
  const opens = follows && !read.has("no-create");
  const made = opens && files.stat(path) === "ENOENT" ? files.write(path, emptyContent) : undefined;
  const status = follows ? files.stat(path) : files.lstat(path);
  const refusal = isError(status) ? status : refusalToSet(call, status, rules, path);
  if (refusal === undefined) {
    const seconds = rules.seconds ?? Date.now() / 1000;
    if (rules.setsModified) files.setModified(path, seconds, { follow: follows });
  } else if (refusal !== "ENOENT" || !read.has("no-create")) {
    // What opening the file said counts before what setting its times says.
    const opening = opens ? (made ?? refusalToOpen(files, path)) : undefined;
    if (opening === undefined || opening === "EISDIR")
      report.failOn("setting times of", path, refusal);
    else report.failOn("cannot touch", path, opening);
  }
}

function refusalToOpen(files: Files, path: string): ErrorCode | undefined {
  const status = files.stat(path);
  // Open with the wish to make it, a file with a slash behind it counts as a directory.
  if (status === "ENOTDIR" && path.endsWith("/")) return "EISDIR";
  if (isError(status)) return status;
  return status.type === "directory" ? "EISDIR" : files.access(path, "write");
}

/** Both times together may be set to the present by whoever may write; else the owner has to. */
function refusalToSet(
  { identity, files }: Call,
  status: FileStatus,
  rules: Rules,
  path: string,
): ErrorCode | undefined {
  const mayWrite = files.access(path, "write");
  if (mayWrite === "EROFS") return mayWrite;
  if (identity.uid === status.uid || identity.capabilities.has("fowner")) return undefined;
  return rules.isPresent ? mayWrite : "EPERM";
}
