import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import type { Content, OpenOptions } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { fail, unforeseen } from "../outcome.ts";
import { Report } from "../report.ts";
import { streamOf } from "../write-stream.ts";
import { listMembers, openArchive, signatures } from "./archive.ts";
import { archiveContent, checkSources, readSources, removeSources, type Source } from "./create.ts";

/** -u: whether anything is newer than its copy in the archive; undefined where that cannot be told. */
function findsNewer(
  call: Call,
  read: OptionsRead,
  sources: readonly Source[],
): boolean | undefined {
  const archive = openArchive(call, read);
  if (!("ask" in archive)) return archive.kind === "failed" ? true : undefined;
  const members = listMembers(archive, [], true)?.members;
  if (members === undefined) return undefined;
  const times = new Map(members.map(({ name, modified }) => [name.replace(/\/$/, ""), modified]));
  return sources.some((source) =>
    [...call.files.walk(source.path)].some((entry) => {
      const below = entry.path.slice(source.path.length).replace(/\/$/, "");
      const time = times.get(source.name.replace(/\/$/, "") + below);
      return time === undefined || entry.status.modified > time;
    }),
  );
}

/** -c, -r, -u, -A and --delete: what becomes of the archive itself. */
export function store(
  call: Call,
  read: OptionsRead,
  words: readonly Argument[],
  mode: string,
): Outcome {
  const sources = readSources(words, read);
  if (mode === "create" && sources.length === 0 && !read.has("files-from")) {
    return fail(call, "Cowardly refusing to create an empty archive", 2);
  }
  const obstacle = findObstacle(read);
  if (obstacle !== undefined) return unforeseen(call, obstacle);
  if (mode !== "create" && isCompressed(call, read)) {
    return fail(call, "Cannot update compressed archives", 2);
  }
  const report = new Report(call);
  if (mode === "create" || mode === "append" || mode === "update") checkSources(report, sources);
  if (mode === "update" && !hasNewer(call, read, sources)) {
    rewriteUnchanged(call, read);
    return report.outcome();
  }
  const path = read.value("file") ?? "-";
  const content: Content =
    mode === "create" ? archiveContent(report, read, sources, path) : { kind: "unknown", reason };
  if (path === "-") report.printStream(streamOf(call, content));
  else if (!writeArchive(call, read, content, mode)) return fail(call, `${path}: Cannot open`, 2);
  if (read.has("remove-files")) removeSources(report, sources);
  if (read.has("verbose")) report.printUnknown("the names it prints are not worked out");
  return report.outcome();
}

const reason = "the bytes of the archive are not worked out";

function findObstacle(read: OptionsRead): string | undefined {
  if (!read.has("remove-files")) return undefined;
  if (read.has("files-from")) return "a list of names for `tar` is not read";
  const leaves = ["exclude", "exclude-from", "no-recursion"].some((key) => read.has(key));
  return leaves ? "which files `tar --remove-files` leaves is not modelled" : undefined;
}

function hasNewer(call: Call, read: OptionsRead, sources: readonly Source[]): boolean {
  const isNewer = findsNewer(call, read, sources);
  if (isNewer === undefined)
    call.unknown("whether `tar -u` finds anything newer is not worked out");
  return isNewer !== false;
}

/** With nothing to add, the end of the archive is written all the same. */
function rewriteUnchanged(call: Call, read: OptionsRead): void {
  const archive = read.value("file");
  if (archive !== undefined) call.files.setModified(archive, Number.MAX_SAFE_INTEGER);
}

function isCompressed(call: Call, read: OptionsRead): boolean {
  const text = call.files.text(read.value("file") ?? "", 8_000_000);
  if (text === undefined || isError(text)) return false;
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
