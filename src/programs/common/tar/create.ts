import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import type { Content } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { joinPath } from "../paths.ts";
import type { Report } from "../report.ts";

/** A name to be archived, below the directory that -C chose before it. */
export interface Source {
  readonly name: string;
  readonly path: string;
  readonly argument: Argument;
}

/** Largest tree that is archived by the real tar to learn the bytes. */
const smallTree = 1_000_000;
const mostEntries = 500;

/** A slash at the end of a name means nothing to a tar that packs, not even behind a file. */
export function withoutSlash(source: Source): Source {
  const strip = (text: string): string => text.replace(/(?<=.)\/+$/, "");
  return { ...source, name: strip(source.name), path: strip(source.path) };
}

/** Whether all of the sources are there; tar complains of the others and goes on. */
export function checkSources(
  report: Report,
  sources: readonly Source[],
  followsLinks: boolean,
): void {
  const { files } = report.call;
  for (const source of sources) {
    const status = followsLinks ? files.stat(source.path) : files.lstat(source.path);
    if (!isError(status)) continue;
    report.fail(`${source.path}: Cannot stat`, 2);
  }
}

/** The bytes of a new archive where the trees are small and unchanged; else a content not known. */
export function archiveContent(
  report: Report,
  read: OptionsRead,
  sources: readonly Source[],
  archive: string,
): Content {
  const { call } = report;
  const hidden: Content = {
    kind: "unknown",
    reason: "the bytes of the archive are not worked out",
  };
  if (!sources.every((source) => isSmallAndUnchanged(report, source, archive))) return hidden;
  const words = creatingWords(read, archive);
  if (words === undefined) return hidden;
  const directories = new Set(sources.map(directoryOf));
  const [directory] = directories;
  if (directory === undefined || directories.size > 1) return hidden;
  const place = directory === "" ? [] : ["-C", directory];
  const computed = call.compute("tar", [...words, ...place, ...sources.map(({ name }) => name)]);
  return computed === undefined ? hidden : { kind: "text", text: computed.output };
}

/** What -C chose for a source. */
export function directoryOf(source: Source): string {
  return source.path.slice(0, source.path.length - source.name.length).replace(/(?<=.)\/$/, "");
}

function isSmallAndUnchanged(report: Report, source: Source, archive: string): boolean {
  const { files } = report.call;
  if (!files.isUnchanged(source.path)) return false;
  const place = files.realPath(source.path);
  const target = files.realPath(archive);
  const isInside = archive !== "-" && !isError(target) && `${target}/`.startsWith(`${place}/`);
  if (isError(place) || isInside) return false;
  let bytes = 0;
  let entries = 0;
  for (const entry of files.walk(source.path)) {
    entries += 1;
    bytes += entry.type === "file" ? entry.status.size : 0;
    if (bytes > smallTree || entries > mostEntries) return false;
  }
  return true;
}

const compressions: readonly (readonly [key: string, suffix: RegExp])[] = [
  ["gzip", /\.(tgz|taz|gz)$/],
  ["bzip2", /\.(tbz2?|tz2|bz2)$/],
  ["xz", /\.(txz|xz)$/],
  ["zstd", /\.(tzst|zst)$/],
];

/** Options that the real tar is given again, and those that do not change the bytes. */
const passed = [
  "exclude",
  "sort",
  "owner",
  "group",
  "dereference",
  "absolute-names",
  "numeric-owner",
];
const idle = ["create", "file", "verbose", "auto-compress", "directory", "totals", "remove-files"];

/** Words for the real tar, as far as the options are simple. */
function creatingWords(read: OptionsRead, archive: string): readonly string[] | undefined {
  const known = [...passed, ...idle, ...compressions.map(([key]) => key)];
  if (read.given.some(({ key }) => !known.includes(key))) return undefined;
  const compression = compressionOf(read, archive);
  const options = read.given
    .filter(({ key }) => passed.includes(key))
    .map(({ key, value }) => (value === undefined ? `--${key}` : `--${key}=${value}`));
  return ["-c", "-f", "-", ...(compression === undefined ? [] : [`--${compression}`]), ...options];
}

/** The program that packs the new archive, by an option or by -a and the suffix. */
export function compressionOf(read: OptionsRead, archive: string): string | undefined {
  const given = compressions.find(([key]) => read.has(key));
  const isByName = given === undefined && read.has("auto-compress");
  return (isByName ? compressions.find(([, suffix]) => suffix.test(archive)) : given)?.[0];
}

/** `--remove-files`: what was archived goes away. */
export function removeSources(report: Report, sources: readonly Source[]): void {
  for (const source of sources) {
    const kept = report.call.files.for(source.argument).removeTree(source.path);
    if (kept.length > 0) report.setStatus(2);
  }
}

/** The names to archive, each below the -C before it; undefined where a list of -T cannot be read. */
export function readSources(
  call: Call,
  words: readonly Argument[],
  read: OptionsRead,
): readonly Source[] | undefined {
  let directory = "";
  const sources: Source[] = [];
  const below = (name: string): string =>
    name.startsWith("/") || directory === "" ? name : joinPath(directory, name);
  for (const word of words) {
    const given = read.given.find(({ argument }) => argument === word);
    if (given?.value !== undefined && given.key === "directory") directory = below(given.value);
    else if (given?.value !== undefined && given.key === "files-from") {
      const names = readNames(call, read, given.value);
      if (names === undefined) return undefined;
      sources.push(...names.map((name) => ({ name, path: below(name), argument: word })));
    } else if (read.operands.includes(word))
      sources.push({ name: word.text, path: below(word.text), argument: word });
  }
  return sources;
}

/** The names of -T, one a line; such a list may hold options too, which are not followed. */
function readNames(call: Call, read: OptionsRead, path: string): readonly string[] | undefined {
  const input = call.input.kind === "text" ? call.input.text : undefined;
  const text = path === "-" ? input : call.files.text(path);
  if (text === undefined || isError(text)) return undefined;
  const names = text.split(read.has("null") ? "\0" : "\n").filter((name) => name !== "");
  const isPlain = read.has("null") || read.has("verbatim-files-from");
  return isPlain || !names.some((name) => /^-|\\/.test(name)) ? names : undefined;
}
