import type { ArchivedFile } from "../../../domain/archive.ts";
import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import type { Content, OpenOptions } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { type GivenOption, type OptionsRead, readOptions } from "../options.ts";
import { fail, unforeseen } from "../outcome.ts";
import { Report } from "../report.ts";
import { streamOf } from "../write-stream.ts";
import { openArchive, signatures } from "./archive.ts";
import {
  archiveContent,
  checkSources,
  readSources,
  removeSources,
  type Source,
  withoutSlash,
} from "./create.ts";
import { layerOf, membersAfter, oldMembers } from "./members.ts";
import { tarOptions } from "./words.ts";

/** -c, -r, -u, -A and --delete: what becomes of the archive itself. */
export function store(
  call: Call,
  given: OptionsRead,
  words: readonly Argument[],
  mode: string,
): Outcome {
  const idle = mode === "delete" ? [] : optionsBehindNames(given, words);
  const read = withoutOptions(words, idle, given);
  const named = readSources(call, words, read);
  const sources = mode === "delete" ? named : named?.map(withoutSlash);
  if (sources === undefined) return unforeseen(call, "a list of names for `tar` is not read");
  if (mode === "create" && sources.length === 0 && !read.has("files-from")) {
    return fail(call, "Cowardly refusing to create an empty archive", 2);
  }
  const obstacle = findObstacle(read);
  if (obstacle !== undefined) return unforeseen(call, obstacle);
  if (mode !== "create" && isCompressed(call, read)) {
    return fail(call, "Cannot update compressed archives", 2);
  }
  const report = new Report(call);
  if (mode === "create" || mode === "append" || mode === "update") {
    checkSources(report, sources, read.has("dereference"));
  }
  if (idle.length > 0) report.setStatus(2);
  const old = mode === "create" ? [] : oldMembers(call, read);
  const isStrange = (mode === "append" || mode === "update") && isNoArchive(call, read, old);
  if (isStrange && sizeOf(call, read) >= blockBytes) report.setStatus(2);
  const members = isStrange ? undefined : old && membersAfter(call, read, sources, { mode, old });
  // Of an archive that is not read to its end nobody knows what was appended.
  const isCompared =
    !isStrange &&
    (mode === "update" || (mode === "append" && old !== undefined && members !== undefined));
  if (isCompared && !hasNewer(call, read, old, members)) {
    rewriteUnchanged(call, read);
    return report.outcome();
  }
  const path = read.value("file") ?? "-";
  const content = contentAfter(report, read, sources, { mode, members });
  if (path === "-") report.printStream(streamOf(call, content));
  else if (!writeArchive(call, read, content, mode)) return fail(call, `${path}: Cannot open`, 2);
  if (read.has("remove-files")) removeSources(report, sources);
  if (read.has("verbose") && members?.length !== 0)
    report.printUnknown("the names it prints are not worked out");
  return report.outcome();
}

/** The archive's bytes where the real tar tells them, else what would come out of it. */
function contentAfter(
  report: Report,
  read: OptionsRead,
  sources: readonly Source[],
  {
    mode,
    members,
  }: { readonly mode: string; readonly members?: readonly ArchivedFile[] | undefined },
): Content {
  const path = read.value("file") ?? "-";
  const content: Content =
    mode === "create" ? archiveContent(report, read, sources, path) : { kind: "unknown", reason };
  if (content.kind !== "unknown" || members === undefined) return content;
  return { ...content, archive: { format: "tar", ...layerOf(read), members } };
}

/** Options for names with no name behind them: tar complains of them, and ends with status 2. */
function optionsBehindNames(read: OptionsRead, words: readonly Argument[]): readonly GivenOption[] {
  const lists = read.given.filter(({ key }) => key === "files-from").map((one) => one.argument);
  const last = Math.max(...[...read.operands, ...lists].map((word) => words.indexOf(word)));
  return read.given.filter(
    ({ key, argument }) => isPositional(key) && words.indexOf(argument) > last,
  );
}

/** What is left of the options without some of them. */
function withoutOptions(
  words: readonly Argument[],
  left: readonly GivenOption[],
  read: OptionsRead,
): OptionsRead {
  if (left.length === 0) return read;
  const gone = new Set(left.map(({ argument }) => argument));
  for (const { argument, value } of left) {
    const next = words[words.indexOf(argument) + 1];
    if (next?.text === value && !argument.text.includes("=") && next !== undefined) gone.add(next);
  }
  return readOptions(
    tarOptions,
    words.filter((word) => !gone.has(word)),
  );
}

/** Options that hold for the names behind them. */
function isPositional(key: string): boolean {
  const plain = key.replace(/^no-/, "");
  return key.startsWith("exclude") || plain.startsWith("wildcards") || positional.has(plain);
}

const positional = new Set([
  "directory",
  "recursion",
  "anchored",
  "ignore-case",
  "unquote",
  "null",
  "verbatim-files-from",
]);

const reason = "the bytes of the archive are not worked out";

function findObstacle(read: OptionsRead): string | undefined {
  if (!read.has("remove-files")) return undefined;
  const leaves = ["exclude", "exclude-from", "no-recursion"].some((key) => read.has(key));
  return leaves ? "which files `tar --remove-files` leaves is not modelled" : undefined;
}

function hasNewer(
  call: Call,
  read: OptionsRead,
  old: readonly ArchivedFile[] | undefined,
  members: readonly ArchivedFile[] | undefined,
): boolean {
  // What is not there yet is made, however little comes into it, and filled up to a whole record.
  const size = sizeOf(call, read);
  if (size === 0 || size % recordBytes !== 0) return true;
  if (old !== undefined && members !== undefined)
    return members.some((member) => !old.includes(member));
  call.unknown("whether `tar -u` finds anything newer is not worked out");
  return true;
}

/** What tar reads and writes at once, and what a member begins in. */
const recordBytes = 10_240;
const blockBytes = 512;

/** Size of the archive that is there; 0 where there is none. */
function sizeOf(call: Call, read: OptionsRead): number {
  const status = call.files.stat(read.value("file") ?? "-");
  return isError(status) || status.type !== "file" ? 0 : status.size;
}

/** Whether something else lies there: behind the beginning of that tar puts what it is to add. */
function isNoArchive(
  call: Call,
  read: OptionsRead,
  old: readonly ArchivedFile[] | undefined,
): boolean {
  if (old === undefined || old.length > 0 || sizeOf(call, read) === 0) return false;
  const archive = openArchive(call, read);
  return "ask" in archive && archive.made === undefined && archive.ask(["-t"])?.status === 2;
}

/** With nothing to add, the end of the archive is written all the same. */
function rewriteUnchanged(call: Call, read: OptionsRead): void {
  const archive = read.value("file");
  if (archive !== undefined) call.files.setModified(archive, Number.MAX_SAFE_INTEGER);
}

function isCompressed(call: Call, read: OptionsRead): boolean {
  const content = call.files.content(read.value("file") ?? "");
  if (isError(content)) return false;
  if (content.kind === "unknown") return content.archive?.compression !== undefined;
  const text = call.files.textOf(content, 8_000_000);
  if (text === undefined) return false;
  return signatures.some(([start]) => text.startsWith(start));
}

/** False where the archive cannot be opened. */
function writeArchive(call: Call, read: OptionsRead, content: Content, mode: string): boolean {
  const given = read.given.findLast(({ key }) => key === "file");
  if (given?.value === undefined) return false;
  const mustExist = mode === "delete";
  const options: OpenOptions = mode === "create" ? {} : { how: "partly", mustExist };
  return call.files.for(given.argument).write(given.value, content, options) === undefined;
}
