import type { ArchivedFile } from "../../../domain/archive.ts";
import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { readZip, type ZipEntry } from "./listing.ts";

/** What lies in an archive, none where there is no such file; undefined where that cannot be told. */
export function membersOf(call: Call, path: string): readonly ArchivedFile[] | undefined {
  if (isError(call.files.stat(path))) return [];
  const made = madeMembers(call, path);
  if (made !== undefined) return made;
  return call.files.isUnchanged(path) ? readZip(call, path)?.map(memberOf) : undefined;
}

/** The entries of an archive that the line has made or that lies on the disk. */
export function entriesOf(call: Call, path: string): readonly ZipEntry[] | undefined {
  const made = madeMembers(call, path);
  if (made !== undefined) return made.map((member) => entryOf(call, member));
  return call.files.isUnchanged(path) ? readZip(call, path) : undefined;
}

function madeMembers(call: Call, path: string): readonly ArchivedFile[] | undefined {
  const content = call.files.content(path);
  if (isError(content) || content.kind !== "unknown") return undefined;
  return content.archive?.format === "zip" ? content.archive.members : undefined;
}

function memberOf({ type, mode, size, name, text }: ZipEntry): ArchivedFile {
  const plain = { type, mode, uid: 0, gid: 0, modified: 0, deviceNumber: 0 };
  return {
    ...plain,
    name: name.replace(/\/$/, ""),
    target: type === "link" ? (text ?? "") : "",
    content:
      text === undefined
        ? { kind: "unknown", reason: "the archive is large", size }
        : { kind: "text", text },
  };
}

function entryOf(call: Call, { type, mode, name, target, content }: ArchivedFile): ZipEntry {
  const text = type === "link" ? target : call.files.textOf(content);
  return {
    type: type === "directory" || type === "link" ? type : "file",
    mode: mode & 0o777,
    size: content.kind === "text" ? content.text.length : (content.size ?? 0),
    name: toldName(type === "directory" ? `${name}/` : name),
    text,
  };
}

/** unzip leaves out of names what cannot be shown. */
function toldName(name: string): string {
  return [...name].filter((one) => one >= " " && one !== "\x7f" && one.isWellFormed()).join("");
}
