import {
  type Dirent,
  lstatSync,
  opendirSync,
  readdirSync,
  readlinkSync,
  type Stats,
} from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type {
  DirectoryEntry,
  DirectoryNames,
  ErrorCode,
  FileStatus,
  FileType,
  Path,
  World,
} from "../domain/world.ts";
import { readAccessLists } from "./access-lists.ts";
import { compute } from "./compute.ts";
import { isImmutable } from "./immutable.ts";
import { errorCodeOf, mayHaveLostBytes, nodePath, textOfName } from "./node-path.ts";
import { readFileStart } from "./read-file.ts";
import { makeProgramFinder, type PackageCheck } from "./trusted-program.ts";

/** What the world may be told when it is made; everything has a default. */
export interface WorldOptions {
  /** Asked before a program is run to learn its output; see trusted-program.ts. */
  readonly isPackaged?: PackageCheck;
}

/** The machine's own file system, read and never written. */
export function makeWorld(options: WorldOptions = {}): World {
  const find = makeProgramFinder(options.isPackaged);
  return {
    lstat,
    readDirectory,
    readNames,
    readLink,
    readFile: readFileStart,
    isImmutable,
    accessLists: (path, isRecursive) => readAccessLists(path, isRecursive, find),
    compute: (request) => compute(request, find),
  };
}

function lstat(path: Path): FileStatus | ErrorCode {
  try {
    // Absence is common while globs and options are looked at, and a thrown error costs 12 µs.
    const stats = lstatSync(nodePath(path), { throwIfNoEntry: false });
    return stats === undefined ? "ENOENT" : statusOf(stats);
  } catch (error) {
    return errorCodeOf(error);
  }
}

function statusOf(stats: Stats): FileStatus {
  const type = typeOfMode(stats.mode);
  return {
    type,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    device: stats.dev,
    inode: stats.ino,
    links: stats.nlink,
    deviceNumber: type === "block" || type === "character" ? stats.rdev : 0,
    modified: stats.mtimeMs / 1000,
  };
}

function typeOfMode(mode: number): FileType {
  switch (mode & 0o170000) {
    case 0o040000:
      return "directory";
    case 0o120000:
      return "link";
    case 0o010000:
      return "fifo";
    case 0o140000:
      return "socket";
    case 0o060000:
      return "block";
    case 0o020000:
      return "character";
    default:
      return "file";
  }
}

function readDirectory(path: Path, inDiskOrder = false): readonly DirectoryEntry[] | ErrorCode {
  try {
    const entries = inDiskOrder
      ? readInDiskOrder(path)
      : readdirSync(nodePath(path), { withFileTypes: true });
    if (entries.some((entry) => mayHaveLostBytes(entry.name))) return readDirectoryBytes(path);
    return entries.map(entryOf);
  } catch (error) {
    return errorCodeOf(error);
  }
}

/** Read at once, Node gives the entries sorted; one by one, as they come. */
function readInDiskOrder(path: Path): readonly Dirent<string>[] {
  const directory = opendirSync(nodePath(path), { bufferSize: 512 });
  const entries: Dirent<string>[] = [];
  for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
    entries.push(entry);
  }
  directory.closeSync();
  return entries;
}

/** Node gives names that are not UTF-8 with U+FFFD in them: read again as bytes. */
function readDirectoryBytes(path: Path): readonly DirectoryEntry[] {
  return readdirSync(nodePath(path), { withFileTypes: true, encoding: "buffer" }).map(entryOf);
}

function readNames(path: Path): DirectoryNames | ErrorCode {
  try {
    const names = namesOf(readdirSync(nodePath(path), { withFileTypes: true }));
    const areWhole = !mayHaveLostBytes(names.others) && !names.directories.some(mayHaveLostBytes);
    if (areWhole) return names;
    return namesOf(readdirSync(nodePath(path), { withFileTypes: true, encoding: "buffer" }));
  } catch (error) {
    return errorCodeOf(error);
  }
}

function namesOf(entries: readonly (Dirent<string> | Dirent<Buffer>)[]): DirectoryNames {
  const directories: string[] = [];
  const others: string[] = [];
  let files = 0;
  for (const entry of entries) {
    const name = textOfName(entry.name);
    if (entry.isDirectory()) directories.push(name);
    else {
      others.push(name);
      if (entry.isFile()) files += 1;
    }
  }
  return { directories, others: others.join("/"), otherCount: others.length, files };
}

function entryOf(entry: Dirent<string> | Dirent<Buffer>): DirectoryEntry {
  return { name: textOfName(entry.name), type: typeOfEntry(entry) };
}

function typeOfEntry(entry: Dirent<string> | Dirent<Buffer>): FileType {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "link";
  if (entry.isFIFO()) return "fifo";
  if (entry.isSocket()) return "socket";
  if (entry.isBlockDevice()) return "block";
  return entry.isCharacterDevice() ? "character" : "file";
}

function readLink(path: Path): string | ErrorCode {
  try {
    const target = readlinkSync(nodePath(path));
    if (!mayHaveLostBytes(target)) return target;
    return decodeBytes(readlinkSync(nodePath(path), { encoding: "buffer" }));
  } catch (error) {
    return errorCodeOf(error);
  }
}
