import type { ArchivedFile } from "../../../domain/archive.ts";
import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { packedFile, withNewer } from "../archive/packed-file.ts";
import type { OptionsRead } from "../options.ts";
import {
  choosingOptions,
  listMembers,
  type OpenArchive,
  openArchive,
  readContents,
} from "./archive.ts";
import { tarText } from "./bytes.ts";
import { compressionOf, type Source } from "./create.ts";
import type { Member } from "./listing.ts";

/** Options that change neither which members there are nor what is in them. */
const understood = new Set(
  [
    "create append update delete file verbose directory totals remove-files auto-compress null no-null",
    "gzip bzip2 xz zstd use-compress-program files-from verbatim-files-from exclude exclude-from xform",
    "anchored no-anchored ignore-case no-ignore-case wildcards no-wildcards no-recursion recursion",
    "wildcards-match-slash no-wildcards-match-slash same-permissions format sparse checkpoint warning",
    "ignore-failed-read one-file-system xattrs acls absolute-names sort numeric-owner dereference posix",
  ].flatMap((line) => line.split(" ")),
);

/** Most entries of a tree that are put down as members. */
const mostMembers = 500;

/** What an archive holds once it is made or changed; undefined where that is not worked out. */
export function membersAfter(
  call: Call,
  read: OptionsRead,
  sources: readonly Source[],
  { mode, old }: { readonly mode: string; readonly old: readonly ArchivedFile[] },
): readonly ArchivedFile[] | undefined {
  if (read.given.some(({ key }) => !understood.has(key))) return undefined;
  if (mode === "delete") return withoutNamed(call, read, old, sources);
  const added = packSources(call, read, sources);
  if (added === undefined) return undefined;
  const times = new Map(old.map(({ name, modified }) => [name, modified]));
  const isNewer = ({ name, modified }: ArchivedFile) => modified > (times.get(name) ?? -1);
  return withNewer(old, mode === "update" ? added.filter(isNewer) : added);
}

function packSources(
  call: Call,
  read: OptionsRead,
  sources: readonly Source[],
): readonly ArchivedFile[] | undefined {
  const members: ArchivedFile[] = [];
  const archive = call.files.realPath(read.value("file") ?? "-");
  const follow = read.has("dereference") ? "always" : "never";
  for (const source of sources) {
    const isOneFileSystem = read.has("one-file-system");
    for (const entry of call.files.walk(source.path, { follow, isOneFileSystem })) {
      const real = call.files.realPath(entry.path);
      if (!isError(real) && real === archive) continue;
      const name = source.name.replace(/(?<=.)\/+$/, "") + entry.path.slice(plainLength(source));
      const member = packedFile(call.files, entry.path, name, follow === "always");
      if (isError(member) || member.type === "socket") continue;
      members.push({ ...member, name: read.has("absolute-names") ? name : relative(name) });
      if (members.length > mostMembers) return undefined;
      if (read.last("recursion", "no-recursion") === "no-recursion") break;
    }
  }
  return chosenOf(call, read, members);
}

function plainLength({ path }: Source): number {
  return path.replace(/(?<=.)\/+$/, "").length;
}

/** Whatever leads up to `..`, and a slash at the start, is left out of names. */
function relative(name: string): string {
  return name.replace(/^.*(?:^|\/)\.\.(?:\/|$)/, "").replace(/^\/+/, "") || ".";
}

/** The real tar says what --exclude leaves and what --transform makes of the names. */
function chosenOf(
  call: Call,
  read: OptionsRead,
  members: readonly ArchivedFile[],
): readonly ArchivedFile[] | undefined {
  const excluded = excludedByLists(call, read);
  if (excluded === undefined) return undefined;
  if (excluded.length === 0 && choosingOptions(read, true).length === 0) return members;
  const text = tarText(call, members);
  const archive: OpenArchive = { ask: (words) => call.compute("tar", ["-f", "-", ...words], text) };
  const plain = listMembers(archive, [...excluded, ...choosingOptions(read, false)], true);
  const renamed = listMembers(archive, [...excluded, ...choosingOptions(read, true)], true);
  if (plain === undefined || plain.members.length !== renamed?.members.length) return undefined;
  const byName = new Map(members.map((member) => [member.name, member]));
  return plain.members.flatMap(({ name }, at) => {
    const member = byName.get(name.replace(/(?<=.)\/$/, ""));
    const newName = renamed.members[at]?.name.replace(/(?<=.)\/$/, "") ?? "";
    return member === undefined || newName === "" ? [] : [{ ...member, name: newName }];
  });
}

/** The patterns of -X as options; undefined where they cannot be read. */
function excludedByLists(call: Call, read: OptionsRead): readonly string[] | undefined {
  const words: string[] = [];
  for (const path of read.values("exclude-from")) {
    const text = call.files.text(path);
    if (text === undefined || isError(text)) return undefined;
    const patterns = text.split("\n").filter((pattern) => pattern !== "");
    words.push(...patterns.map((pattern) => `--exclude=${pattern}`));
  }
  return words;
}

function withoutNamed(
  call: Call,
  read: OptionsRead,
  old: readonly ArchivedFile[],
  sources: readonly Source[],
): readonly ArchivedFile[] | undefined {
  const text = tarText(call, old);
  const archive: OpenArchive = { ask: (words) => call.compute("tar", ["-f", "-", ...words], text) };
  const names = sources.map(({ name }) => name);
  const named = listMembers(archive, [...choosingOptions(read, false), "--", ...names], true);
  if (named === undefined) return undefined;
  const gone = new Set(named.members.map(({ name }) => name.replace(/(?<=.)\/$/, "")));
  return old.filter(({ name }) => !gone.has(name));
}

/** The members of the archive that is there: none where there is no such file. */
export function oldMembers(call: Call, read: OptionsRead): readonly ArchivedFile[] | undefined {
  if (isError(call.files.stat(read.value("file") ?? "-"))) return [];
  const archive = openArchive(call, read);
  if (!("ask" in archive)) return undefined;
  if (archive.made !== undefined) return archive.made;
  const members = listMembers(archive, [], true)?.members;
  const contents = members && readContents(archive, [], members);
  if (members === undefined || contents === undefined) return undefined;
  const byName = new Map(members.map((member) => [member.name, contents.get(member)]));
  return allOf(
    members.map((member) => {
      const isLink = member.type === "hard link";
      return archivedMember(member, isLink ? byName.get(member.target) : contents.get(member));
    }),
  );
}

function archivedMember(member: Member, text: string | undefined): ArchivedFile | undefined {
  const { type, user, group, name, target, ...rest } = member;
  if (type === "other") return undefined;
  return {
    ...rest,
    // A second name of a file comes out as a file of its own: no path tells the difference.
    type: type === "hard link" ? "file" : type,
    target: type === "link" ? target : "",
    name: name.replace(/(?<=.)\/$/, ""),
    uid: Number(user),
    gid: Number(group),
    content: { kind: "text", text: text ?? "" },
  };
}

function allOf<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** How the new archive is packed once more. */
export function layerOf(read: OptionsRead): { readonly compression?: string } | undefined {
  const program = read.value("use-compress-program")?.split(" ")[0]?.replace(/^.*\//, "");
  if (program !== undefined) {
    const own = { pigz: "gzip", pbzip2: "bzip2", lbzip2: "bzip2", pxz: "xz", zstdmt: "zstd" };
    return { compression: Object.entries(own).find(([name]) => name === program)?.[1] ?? program };
  }
  const compression = compressionOf(read, read.value("file") ?? "-");
  return compression === undefined ? {} : { compression };
}
