import { decodeBytes, encodeBytes } from "../../../domain/bytes.ts";
import type { FileType } from "../../../domain/world.ts";

/** One member of a cpio archive. */
export interface Member {
  readonly name: string;
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly modified: number;
  readonly deviceNumber: number;
  /** The bytes, or where a link leads. */
  readonly text: string;
}

interface Header extends Omit<Member, "name" | "text" | "type"> {
  readonly format: number;
  readonly nameSize: number;
  readonly size: number;
  /** Bytes of the header itself, and to what lengths names and data are filled up. */
  readonly length: number;
  readonly fill: number;
}

/** The members in their order; undefined where the text is no whole archive of a known kind. */
export function readArchive(text: string): readonly Member[] | undefined {
  const bytes = encodeBytes(text);
  const members: Member[] = [];
  for (let at = 0; ; ) {
    const header = readHeader(bytes, at);
    if (header === undefined) return undefined;
    const nameAt = at + header.length;
    const dataAt = fillUp(nameAt + header.nameSize, header.fill, at);
    if (dataAt + header.size > bytes.length) return undefined;
    const name = decodeBytes(bytes.subarray(nameAt, nameAt + header.nameSize - 1));
    if (name === "TRAILER!!!") return members;
    const type = types[(header.format >> 12) & 0o17];
    if (type === undefined) return undefined;
    const data = decodeBytes(bytes.subarray(dataAt, dataAt + header.size));
    members.push({ ...header, name, type, text: data });
    at = fillUp(dataAt + header.size, header.fill, at);
  }
}

function fillUp(at: number, fill: number, start: number): number {
  return at + ((fill - ((at - start) % fill)) % fill);
}

const types: Readonly<Record<number, FileType>> = {
  1: "fifo",
  2: "character",
  4: "directory",
  6: "block",
  8: "file",
  10: "link",
  12: "socket",
};

function readHeader(bytes: Uint8Array, at: number): Header | undefined {
  const magic = decodeBytes(bytes.subarray(at, at + 6));
  if (magic === "070701" || magic === "070702") return readNew(bytes, at);
  if (magic === "070707") return readOld(bytes, at);
  return bytes[at] === 0xc7 && bytes[at + 1] === 0x71 ? readBinary(bytes, at) : undefined;
}

/** Thirteen numbers of eight hexadecimal digits. */
function readNew(bytes: Uint8Array, at: number): Header | undefined {
  const text = decodeBytes(bytes.subarray(at + 6, at + 110));
  const fields = text.match(/[\da-fA-F]{8}/g)?.map((field) => Number.parseInt(field, 16)) ?? [];
  if (fields.length !== 13) return undefined;
  const [, format = 0, uid = 0, gid = 0, links = 0, modified = 0, size = 0] = fields;
  const [major = 0, minor = 0, nameSize = 0] = fields.slice(9);
  const deviceNumber = major * 256 + minor;
  const access = { format, mode: format & 0o7777, uid, gid, links, modified, deviceNumber };
  return { ...access, nameSize, size, length: 110, fill: 4 };
}

/** Octal numbers, six digits each but for the time and the size. */
function readOld(bytes: Uint8Array, at: number): Header | undefined {
  const text = decodeBytes(bytes.subarray(at, at + 76));
  const match =
    /^.{6}.{6}.{6}([0-7]{6})([0-7]{6})([0-7]{6})([0-7]{6})([0-7]{6})([0-7]{11})([0-7]{6})([0-7]{11})/.exec(
      text,
    );
  if (match === null) return undefined;
  const fields = match.slice(1).map((field) => Number.parseInt(field, 8));
  const [format = 0, uid = 0, gid = 0, links = 0, deviceNumber = 0, modified = 0] = fields;
  const [nameSize = 0, size = 0] = fields.slice(6);
  const access = { format, mode: format & 0o7777, uid, gid, links, modified, deviceNumber };
  return { ...access, nameSize, size, length: 76, fill: 1 };
}

/** Thirteen numbers of two bytes; long ones have their higher half first. */
function readBinary(bytes: Uint8Array, at: number): Header | undefined {
  if (at + 26 > bytes.length) return undefined;
  const half = (index: number) => (bytes[at + index] ?? 0) + (bytes[at + index + 1] ?? 0) * 256;
  const whole = (index: number) => half(index) * 65_536 + half(index + 2);
  const format = half(6);
  return {
    format,
    mode: format & 0o7777,
    uid: half(8),
    gid: half(10),
    links: half(12),
    deviceNumber: half(14),
    modified: whole(16),
    nameSize: half(20),
    size: whole(22),
    length: 26,
    fill: 2,
  };
}
