import type { ArchivedFile } from "../../../domain/archive.ts";
import { decodeBytes, encodeBytes } from "../../../domain/bytes.ts";
import type { Call } from "../../../domain/program.ts";
import type { FileType } from "../../../domain/world.ts";

const block = 512;
/** The longest name and link that a header has room for. */
const shortName = 100;
/** The highest number of seconds that eleven octal digits hold. */
const latest = 0o77777777777;

const typeFlags: Readonly<Partial<Record<FileType, string>>> = {
  file: "0",
  link: "2",
  character: "3",
  block: "4",
  directory: "5",
  fifo: "6",
};

/**
 * An archive with these members, in which the real tar can look for what it would take of another
 * with the same. Contents that are not known are empty in it.
 */
export function tarText(call: Call, members: readonly ArchivedFile[]): string {
  const parts: Uint8Array[] = [];
  for (const member of members) {
    const flag = typeFlags[member.type];
    if (flag === undefined) continue;
    const name = member.type === "directory" ? `${member.name}/` : member.name;
    const isFile = member.type === "file";
    const data = encodeBytes(isFile ? (call.files.textOf(member.content) ?? "") : "");
    parts.push(...longName("L", name), ...longName("K", member.target));
    parts.push(header({ ...member, name, flag, size: data.length }), padded(data));
  }
  parts.push(new Uint8Array(2 * block));
  return decodeBytes(joined(parts));
}

interface Header
  extends Pick<ArchivedFile, "name" | "mode" | "uid" | "gid" | "modified" | "target"> {
  readonly flag: string;
  readonly size: number;
  readonly deviceNumber: number;
}

function header(from: Header): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (at: number, text: string): void => bytes.set(encodeBytes(text), at);
  const octal = (at: number, digits: number, value: number): void =>
    put(at, value.toString(8).padStart(digits, "0"));
  bytes.set(encodeBytes(from.name).subarray(0, shortName), 0);
  octal(100, 7, from.mode);
  octal(108, 7, from.uid);
  octal(116, 7, from.gid);
  octal(124, 11, from.size);
  octal(136, 11, Math.min(Math.floor(from.modified), latest));
  put(156, from.flag);
  bytes.set(encodeBytes(from.target).subarray(0, shortName), 157);
  put(257, "ustar  ");
  octal(329, 7, Math.floor(from.deviceNumber / 256));
  octal(337, 7, from.deviceNumber % 256);
  put(148, "        ");
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return bytes;
}

/** A name that is too long for a header comes before it, as the content of a member of its own. */
function longName(flag: string, name: string): readonly Uint8Array[] {
  const data = encodeBytes(`${name}\0`);
  if (data.length <= shortName + 1) return [];
  const none = { mode: 0o644, uid: 0, gid: 0, modified: 0, target: "", deviceNumber: 0 };
  return [header({ ...none, name: "././@LongLink", flag, size: data.length }), padded(data)];
}

function padded(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(data.length / block) * block);
  bytes.set(data);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
