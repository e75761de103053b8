import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  type BigIntStats,
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { decodeBytes } from "../../src/domain/bytes.ts";
import { nodePath } from "../../src/system/node-path.ts";

/** One path as it lies on the disk; everything that an undo has to bring back. */
export interface SnapshotEntry {
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeNs: bigint;
  /** SHA-256 of a regular file. */
  readonly content?: string;
  readonly target?: string;
  readonly device?: bigint;
  /** Less is allocated than the size says: the file has holes. */
  readonly isSparse?: boolean;
  /** Other names of the inode inside the snapshot, in order. */
  readonly twins: string;
  /** Names of the inode that lie outside of the snapshot. */
  readonly linksOutside: number;
  /** Extended attributes, ACLs and capabilities among them, as getfattr(1) prints them. */
  readonly attributes: string;
  /** For telling a replaced file from one written in place; not compared. */
  readonly identity: string;
}

export type Snapshot = ReadonlyMap<string, SnapshotEntry>;

/** Everything at and below a directory, by path relative to it (`.` for itself). */
export function takeSnapshot(root: string, ignore: RegExp = /(^|\/)\.handrail-[^/]*/): Snapshot {
  const found = new Map<string, BigIntStats>();
  visit(root, ".", found, ignore);
  const closed: [string, BigIntStats][] = [];
  for (const [path, status] of found) {
    if (!path.endsWith("\0closed")) continue;
    found.delete(path);
    closed.push([path.slice(0, -"\0closed".length), status]);
  }
  const names = new Map<bigint, string[]>();
  for (const [path, { ino }] of found) names.set(ino, [...(names.get(ino) ?? []), path]);
  const attributes = readAttributes(root, [...found.keys()]);
  const entries = new Map<string, SnapshotEntry>();
  for (const [path, status] of found) {
    const twins = names.get(status.ino) ?? [];
    entries.set(path, entryOf(root, path, status, twins, attributes.get(path) ?? ""));
  }
  closeAgain(root, closed);
  return entries;
}

/** The differences between two snapshots, a readable line each; none when they are the same. */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly string[] {
  const differences: string[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const first = before.get(path);
    const second = after.get(path);
    if (first === undefined || second === undefined) {
      differences.push(`${JSON.stringify(path)} ${first === undefined ? "is new" : "is gone"}`);
      continue;
    }
    for (const key of Object.keys({ ...first, ...second })) {
      const was = Reflect.get(first, key);
      const is = Reflect.get(second, key);
      if (key === "identity" || was === is) continue;
      differences.push(`${JSON.stringify(path)} ${key}: ${show(key, was)} became ${show(key, is)}`);
    }
  }
  return differences;
}

function show(key: string, value: unknown): string {
  return key === "mode" && typeof value === "number" ? value.toString(8) : String(value);
}

function visit(root: string, path: string, found: Map<string, BigIntStats>, ignore: RegExp): void {
  const full = nodePath(`${root}/${path}`);
  const status = lstatSync(full, { bigint: true });
  found.set(path, status);
  if (!status.isDirectory()) return;
  const closed = open(full, Number(status.mode & 0o7777n), 0o500);
  for (const name of readdirSync(full, { encoding: "buffer" })) {
    const inner = path === "." ? decodeBytes(name) : `${path}/${decodeBytes(name)}`;
    if (!ignore.test(inner)) visit(root, inner, found, ignore);
  }
  if (closed) found.set(`${path}\0closed`, status);
}

/** Lets the owner look at what is closed to him; `closeAgain` takes that back. */
function open(full: string | Buffer, mode: number, wanted: number): boolean {
  if (process.geteuid?.() === 0 || (mode & wanted) === wanted) return false;
  chmodSync(full, mode | wanted);
  return true;
}

function closeAgain(root: string, closed: readonly (readonly [string, BigIntStats])[]): void {
  for (const [path, { mode }] of closed.toReversed()) {
    chmodSync(nodePath(`${root}/${path}`), Number(mode & 0o7777n));
  }
}

function entryOf(
  root: string,
  path: string,
  status: BigIntStats,
  twins: readonly string[],
  attributes: string,
): SnapshotEntry {
  const full = nodePath(`${root}/${path}`);
  const type = typeOf(status);
  const common = {
    type,
    mode: Number(status.mode & 0o7777n),
    uid: Number(status.uid),
    gid: Number(status.gid),
    size: type === "directory" ? 0 : Number(status.size),
    mtimeNs: status.mtimeNs,
    twins: twins.length > 1 ? JSON.stringify(twins.toSorted()) : "",
    linksOutside: type === "directory" ? 0 : Number(status.nlink) - twins.length,
    attributes,
    identity: `${status.ino}/${status.birthtimeNs}`,
  };
  if (type === "link") {
    return { ...common, target: decodeBytes(readlinkSync(full, { encoding: "buffer" })) };
  }
  if (type === "device") return { ...common, device: status.rdev };
  if (type !== "file") return common;
  const isClosed = open(full, common.mode, 0o400);
  const content = createHash("sha256").update(readFileSync(full)).digest("hex");
  if (isClosed) chmodSync(full, common.mode);
  return { ...common, content, isSparse: status.blocks * 512n + 4096n < status.size };
}

function typeOf(status: BigIntStats): string {
  if (status.isFile()) return "file";
  if (status.isDirectory()) return "directory";
  if (status.isSymbolicLink()) return "link";
  if (status.isFIFO()) return "fifo";
  return status.isSocket() ? "socket" : "device";
}

/** Empty where getfattr(1) is not installed. */
function readAttributes(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const input = Buffer.concat(paths.flatMap((path) => [Buffer.from(nodePath(path)), Buffer.of(0)]));
  const words = ["-0", "getfattr", "-h", "-d", "-m", "-", "-e", "hex", "--"];
  const { stdout } = spawnSync("xargs", words, { input, cwd: root, maxBuffer: 1 << 28 });
  const attributes = new Map<string, string>();
  for (const block of (stdout ?? Buffer.alloc(0)).toString("latin1").split("\n\n")) {
    const [head, ...lines] = block.trim().split("\n");
    if (head?.startsWith("# file: ") !== true) continue;
    const name = head.slice(8).replace(/\\([0-7]{3})/g, (_, digits: string) => {
      return String.fromCharCode(Number.parseInt(digits, 8));
    });
    attributes.set(decodeBytes(Buffer.from(name, "latin1")), lines.toSorted().join(" "));
  }
  return attributes;
}
