import { decodeBytes, encodeBytes } from "../../../domain/bytes.ts";
import type { Call } from "../../../domain/program.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { type Member, parseListing } from "./listing.ts";

/** An archive that can be asked for its members. */
export interface Archive {
  /** Output of the real tar; undefined where it cannot be had. */
  ask(words: readonly string[]): { readonly status: number; readonly output: string } | undefined;
}

export type Opened =
  | Archive
  | { readonly kind: "failed"; readonly error: ErrorCode }
  | { readonly kind: "hidden"; readonly reason: string };

export const signatures: readonly (readonly [start: string, option: string])[] = [
  ["\u001f\udc8b", "--gzip"],
  ["BZh", "--bzip2"],
  ["\udcfd7zXZ", "--xz"],
  ["(\udcb5/\udcfd", "--zstd"],
];

/** The archive of -f, or of standard input, for reading. */
export function openArchive(call: Call, read: OptionsRead): Opened {
  const path = read.value("file") ?? "-";
  if (path !== "-" && call.files.isUnchanged(path)) {
    const denied = isError(call.files.stat(path)) ? "ENOENT" : call.files.access(path, "read");
    if (denied !== undefined) return { kind: "failed", error: denied };
    return { ask: (words) => call.compute("tar", ["-f", path, ...words]) };
  }
  const text = path === "-" ? inputText(call) : call.files.text(path, 8_000_000);
  if (text === undefined) return { kind: "hidden", reason: hiddenReason(call, path) };
  if (isError(text)) return { kind: "failed", error: text };
  const signature = signatures.find(([start]) => text.startsWith(start));
  const compression = signature === undefined ? [] : [signature[1]];
  return { ask: (words) => call.compute("tar", ["-f", "-", ...compression, ...words], text) };
}

function inputText(call: Call): string | undefined {
  return call.input.kind === "text" ? call.input.text : undefined;
}

function hiddenReason(call: Call, path: string): string {
  if (path === "-")
    return call.input.kind === "unknown" ? call.input.reason : "its input has no end";
  const content = call.files.content(path);
  return !isError(content) && content.kind === "unknown"
    ? content.reason
    : "the archive is too large";
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
  const words = read.given.flatMap(({ key, value }) => {
    if (key === "xform" && value !== undefined) return [`--transform=${value}`];
    if (!choosing.includes(key)) return [];
    return [value === undefined ? `--${key}` : `--${key}=${value}`];
  });
  return [...words, "--", ...members];
}

/** The members that would be extracted, with names as they would be on disk. */
export function listMembers(
  archive: Archive,
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
  archive: Archive,
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
