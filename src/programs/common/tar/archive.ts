import type { Archive, ArchivedFile } from "../../../domain/archive.ts";
import { decodeBytes, encodeBytes } from "../../../domain/bytes.ts";
import type { Call } from "../../../domain/program.ts";
import type { Content } from "../../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { contentOf } from "../write-stream.ts";
import { tarText } from "./bytes.ts";
import { type Member, parseListing } from "./listing.ts";

/** An archive that can be asked for its members. */
export interface OpenArchive {
  /** Output of the real tar; undefined where it cannot be had. */
  ask(words: readonly string[]): { readonly status: number; readonly output: string } | undefined;
  /** The members of one that the line itself makes. */
  readonly made?: readonly ArchivedFile[];
}

export type Opened =
  | OpenArchive
  | { readonly kind: "failed"; readonly error: ErrorCode }
  | { readonly kind: "hidden"; readonly reason: string };

/** How the bytes of packed archives begin, and the option of tar for that. */
export const signatures: readonly (readonly [start: string, option: string])[] = [
  ["\u001f\udc8b", "gzip"],
  ["BZh", "bzip2"],
  ["\udcfd7zXZ", "xz"],
  ["(\udcb5/\udcfd", "zstd"],
];

/** The archive of -f, or of standard input, for reading. */
export function openArchive(call: Call, read: OptionsRead): Opened {
  const path = read.value("file") ?? "-";
  const demanded = signatures.find(([, option]) => read.has(option))?.[1];
  if (path !== "-" && call.files.isUnchanged(path)) {
    const denied = isError(call.files.stat(path)) ? "ENOENT" : call.files.access(path, "read");
    if (denied !== undefined) return { kind: "failed", error: denied };
    const packed = demanded === undefined ? [] : [`--${demanded}`];
    return { ask: (words) => call.compute("tar", ["-f", path, ...packed, ...words]) };
  }
  const content = path === "-" ? contentOf(call.input) : call.files.content(path);
  if (isError(content)) return { kind: "failed", error: content };
  const made = madeArchive(content);
  const text =
    made === undefined ? call.files.textOf(content, 8_000_000) : tarText(call, made.members);
  if (text === undefined) return { kind: "hidden", reason: hiddenReason(content) };
  const found = signatures.find(([start]) => text.startsWith(start))?.[1];
  const layer = made === undefined ? found : made.compression;
  // tar looks for what a pipe is packed by only where it is told to.
  const isSure = demanded !== undefined || isPipe(call, path);
  if (isSure && demanded !== layer) return { kind: "failed", error: "EINVAL" };
  const packed = found === undefined ? [] : [`--${found}`];
  return {
    ask: (words) => call.compute("tar", ["-f", "-", ...packed, ...words], text),
    ...(made === undefined ? {} : { made: made.members }),
  };
}

function madeArchive(content: Content): Archive | undefined {
  const archive = content.kind === "unknown" ? content.archive : undefined;
  return archive?.format === "tar" ? archive : undefined;
}

function isPipe(call: Call, path: string): boolean {
  const status = call.files.stat(path === "-" ? "/dev/stdin" : path);
  return !isError(status) && status.type === "fifo";
}

function hiddenReason(content: Content): string {
  return content.kind === "unknown" ? content.reason : "the archive is too large";
}

/** Options that choose members and change their names, for the real tar's listing. */
const choosing = [
  "exclude",
  "anchored",
  "ignore-case",
  "no-anchored",
  "no-wildcards",
  "no-wildcards-match-slash",
  "wildcards",
  "wildcards-match-slash",
  "occurrence",
  "no-recursion",
  "recursion",
  "strip-components",
  "ignore-zeros",
];

export function choosingWords(read: OptionsRead, members: readonly string[]): readonly string[] {
  return [...choosingOptions(read, true), "--", ...members];
}

/** The options alone, without those that only change names where `isRenaming` is false. */
export function choosingOptions(read: OptionsRead, isRenaming: boolean): readonly string[] {
  return read.given.flatMap(({ key, value }) => {
    if (!isRenaming && (key === "xform" || key === "strip-components")) return [];
    if (key === "xform" && value !== undefined) return [`--transform=${value}`];
    if (!choosing.includes(key)) return [];
    return [value === undefined ? `--${key}` : `--${key}=${value}`];
  });
}

/** The members that would be extracted, with names as they would be on disk. */
export function listMembers(
  archive: OpenArchive,
  words: readonly string[],
  isNumeric: boolean,
): { readonly members: readonly Member[]; readonly status: number } | undefined {
  const numeric = isNumeric ? ["--numeric-owner"] : [];
  const shape = [
    "--utc",
    "--full-time",
    "--quoting-style=c",
    "--show-transformed-names",
    "--absolute-names",
  ];
  const computed = archive.ask(["-t", "-v", ...numeric, ...shape, ...words]);
  if (computed === undefined) return undefined;
  const members = parseListing(computed.output);
  return members === undefined ? undefined : { members, status: computed.status };
}

/** Most bytes of contents that are looked at. */
const readableBytes = 4_000_000;

/** Contents of the regular files among the members, in order; undefined where they are too much. */
export function readContents(
  archive: OpenArchive,
  words: readonly string[],
  members: readonly Member[],
): ReadonlyMap<Member, string> | undefined {
  const files = members.filter((member) => member.type === "file" && member.name !== "");
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total > readableBytes) return undefined;
  const computed = total === 0 ? { output: "" } : archive.ask(["-x", "-O", ...words]);
  const bytes = computed === undefined ? undefined : encodeBytes(computed.output);
  if (bytes === undefined || bytes.length !== total) return undefined;
  return splitContents(files, bytes);
}

function splitContents(files: readonly Member[], bytes: Uint8Array): ReadonlyMap<Member, string> {
  const contents = new Map<Member, string>();
  let at = 0;
  for (const file of files) {
    contents.set(file, decodeBytes(bytes.subarray(at, at + file.size)));
    at += file.size;
  }
  return contents;
}
