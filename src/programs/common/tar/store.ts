import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { fail, unforeseen } from "../outcome.ts";
import { Report } from "../report.ts";
import { listMembers, openArchive } from "./archive.ts";
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
  const report = new Report(call);
  const isCreating = mode === "create";
  const sources = readSources(words, read);
  if (isCreating && sources.length === 0 && !read.has("files-from")) {
    return fail(call, "Cowardly refusing to create an empty archive", 2);
  }
  if (read.has("files-from") && read.has("remove-files")) {
    return unforeseen(call, "a list of names for `tar` is not read");
  }
  if (
    read.has("remove-files") &&
    (read.has("exclude") || read.has("exclude-from") || read.has("no-recursion"))
  ) {
    return unforeseen(call, "which files `tar --remove-files` leaves is not modelled");
  }
  const path = read.value("file") ?? "-";
  if (mode === "create" || mode === "append" || mode === "update") checkSources(report, sources);
  const content = isCreating
    ? archiveContent(report, read, sources, path)
    : ({ kind: "unknown", reason: "the bytes of the archive are not worked out" } as const);
  if (path === "-") {
    report.printStream(
      content.kind === "text"
        ? content
        : {
            kind: "unknown",
            reason: "the bytes of the archive are not worked out",
            source: "program",
          },
    );
    return report.outcome();
  }
  if (mode === "update") {
    const isNewer = findsNewer(call, read, sources);
    if (isNewer === undefined)
      call.unknown("whether `tar -u` finds anything newer is not worked out");
    if (isNewer === false) return report.outcome();
  }
  const operand = read.given.findLast(({ key }) => key === "file")?.argument;
  const files = operand === undefined ? call.files : call.files.for(operand);
  const mustExist = mode === "delete";
  const error = files.write(path, content, isCreating ? {} : { how: "partly", mustExist });
  if (error !== undefined) return fail(call, `${path}: Cannot open`, 2);
  if (read.has("remove-files")) removeSources(report, sources);
  if (read.has("verbose")) report.printUnknown("the names it prints are not worked out");
  return report.outcome();
}
