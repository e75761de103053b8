import * as fs from "node:fs";
import { decodeBytes, encodeBytes } from "../../src/domain/bytes.ts";
import type { Files } from "../../src/domain/view/files.ts";
import type { ErrorCode, FileStatus, FileType } from "../../src/domain/world.ts";

/** The disk as it is, read-only: for tests of what only looks at files. */
export function makeDiskFiles(directory: string): Files {
  const real = (name: string): Buffer => Buffer.from(encodeBytes(resolve(directory, name)));
  const refuse = (): ErrorCode => "EROFS";
  const files: Files = {
    for: () => files,
    as: () => files,
    lstat: (name) => attempt(() => toStatus(fs.lstatSync(real(name)))),
    stat: (name) => attempt(() => toStatus(fs.statSync(real(name)))),
    mayExist: (name) => fs.existsSync(real(name)),
    readDirectory: (name) =>
      attempt(() =>
        fs.readdirSync(real(name), { withFileTypes: true, encoding: "buffer" }).map((entry) => ({
          name: decodeBytes(entry.name),
          type: typeOf(entry),
        })),
      ),
    readLink: (name) => attempt(() => decodeBytes(fs.readlinkSync(real(name), "buffer"))),
    realPath: (name) => attempt(() => decodeBytes(fs.realpathSync(real(name), "buffer"))),
    canonicalPath: (name) => resolve(directory, name),
    access: (name) => (fs.existsSync(real(name)) ? undefined : "ENOENT"),
    content: () => "EIO",
    text: (name) => attempt(() => decodeBytes(fs.readFileSync(real(name)))),
    textOf: () => undefined,
    isTouched: () => false,
    isUnchanged: () => true,
    walk: () => [],
    mayVisit: () => true,
    unlink: refuse,
    removeDirectory: refuse,
    removeTree: () => [],
    makeDirectory: refuse,
    rename: refuse,
    symbolicLink: refuse,
    hardLink: refuse,
    makeNode: refuse,
    changeMode: refuse,
    changeOwner: refuse,
    accessLists: () => undefined,
    expectAccessLists: () => {},
    setAccessLists: refuse,
    setCapabilities: refuse,
    setFlags: refuse,
    write: refuse,
    replace: refuse,
    open: refuse,
    setAccess: () => {},
    setModified: refuse,
  };
  return files;
}

/** Keeps a trailing slash, which means the directory behind a link. */
function resolve(directory: string, name: string): string {
  return name.startsWith("/") ? name : `${directory}/${name}`;
}

function attempt<T>(action: () => T): T | ErrorCode {
  try {
    return action();
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): ErrorCode {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EACCES" || code === "ENOTDIR" || code === "ELOOP" ? code : "ENOENT";
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
}

function typeOf(entry: Typed): FileType {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "link";
  return entry.isFIFO() ? "fifo" : "socket";
}

function toStatus(status: fs.Stats): FileStatus {
  return {
    type: typeOf(status),
    mode: status.mode & 0o7777,
    uid: status.uid,
    gid: status.gid,
    size: status.size,
    device: status.dev,
    inode: status.ino,
    links: status.nlink,
    deviceNumber: 0,
    modified: status.mtimeMs / 1000,
  };
}
