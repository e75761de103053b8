import { basename, dirname } from "node:path/posix";
import { encodeBytes } from "../../src/domain/bytes.ts";
import type {
  Computation,
  Computed,
  DirectoryEntry,
  ErrorCode,
  FileStatus,
  FileType,
  Path,
  World,
} from "../../src/domain/world.ts";
import { isError } from "../../src/domain/world.ts";
import { handOver } from "./hand-over.ts";

/** Owner and permissions; whatever is left out is taken from the directory around. */
export interface Ownership {
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
}

interface Inode {
  readonly status: FileStatus;
  readonly text: string;
  readonly entries: Map<string, Inode>;
}

const device = 2049;

/** A file system that lies in memory: the fixture of tests that need a machine of their own. */
export class MemoryWorld implements World {
  private readonly root: Inode;
  private inodes = 1;
  private readonly computeReally: ((request: Computation) => Computed | undefined) | undefined;

  constructor(compute?: (request: Computation) => Computed | undefined) {
    this.computeReally = compute;
    this.root = this.inode("directory", { uid: 0, gid: 0, mode: 0o755 }, {});
  }

  /** Makes a directory and those above it that are missing. */
  directory(path: Path, ownership: Ownership = {}): this {
    this.makeDirectory(path, ownership);
    return this;
  }

  /** Makes a regular file of a text, or of so many bytes that nobody looks at. */
  file(path: Path, content: string | number = "text\n", ownership: Ownership = {}): this {
    const text = typeof content === "string" ? content : "";
    const size = typeof content === "string" ? encodeBytes(content).length : content;
    return this.add(path, "file", { mode: 0o644, ...ownership }, { size, text });
  }

  /** Makes many files `a`, `b` … of one directory, each with the same content. */
  files(directory: Path, names: string, content: string | number = "text\n"): this {
    for (const name of names.split(" ")) this.file(`${directory}/${name}`, content);
    return this;
  }

  link(path: Path, target: string): this {
    return this.add(path, "link", { mode: 0o777 }, { size: target.length, text: target });
  }

  node(path: Path, type: "block" | "character", deviceNumber: number, mode = 0o660, gid = 0): this {
    return this.add(path, type, { mode, gid }, { deviceNumber });
  }

  /** Every path of the tree. */
  paths(): readonly Path[] {
    const found: Path[] = [];
    const visit = (inode: Inode, path: Path): void => {
      for (const [name, child] of inode.entries) {
        found.push(`${path}/${name}`);
        visit(child, `${path}/${name}`);
      }
    };
    visit(this.root, "");
    return found;
  }

  lstat(path: Path): FileStatus | ErrorCode {
    const inode = this.find(path);
    return isError(inode) ? inode : inode.status;
  }

  readDirectory(path: Path): readonly DirectoryEntry[] | ErrorCode {
    const inode = this.find(path);
    if (isError(inode)) return inode;
    if (inode.status.type !== "directory") return "ENOTDIR";
    return [...inode.entries].map(([name, { status }]) => ({ name, type: status.type }));
  }

  readLink(path: Path): string | ErrorCode {
    const inode = this.find(path);
    if (isError(inode)) return inode;
    return inode.status.type === "link" ? inode.text : "EINVAL";
  }

  readFile(path: Path, limit: number): Uint8Array | ErrorCode {
    const inode = this.find(path);
    if (isError(inode)) return inode;
    if (inode.status.type !== "file") return "EINVAL";
    const size = Math.min(inode.status.size, limit);
    return inode.text === "" ? new Uint8Array(size) : encodeBytes(inode.text).subarray(0, size);
  }

  isImmutable(): boolean {
    return false;
  }

  /** What needs no file of this world, or the text of one, can be computed by a real program. */
  compute(request: Computation): Computed | undefined {
    // A repository of its own stands behind this one.
    if (request.program === "git") return this.computeReally?.(request);
    const handed = handOver(request, (path) => this.textOf(path));
    return handed === undefined
      ? undefined
      : this.computeReally?.({ ...request, ...handed, directory: "/" });
  }

  private textOf(path: Path): string | undefined {
    const inode = this.find(path);
    return isError(inode) || inode.status.type !== "file" ? undefined : inode.text;
  }

  private add(
    path: Path,
    type: FileType,
    ownership: Ownership,
    rest: { size?: number; text?: string; deviceNumber?: number },
  ): this {
    const parent = this.makeDirectory(dirname(path), {});
    parent.entries.set(basename(path), this.inode(type, inherit(ownership, parent), rest));
    return this;
  }

  private makeDirectory(path: Path, ownership: Ownership): Inode {
    if (path === "/") return this.root;
    const parent = this.makeDirectory(dirname(path), {});
    const known = parent.entries.get(basename(path));
    if (known !== undefined) return known;
    const made = this.inode("directory", inherit({ mode: 0o755, ...ownership }, parent), {});
    parent.entries.set(basename(path), made);
    return made;
  }

  private inode(
    type: FileType,
    ownership: Required<Ownership>,
    rest: { size?: number; text?: string; deviceNumber?: number },
  ): Inode {
    const { text = "", size = 0, deviceNumber = 0 } = rest;
    this.inodes += 1;
    const same = { device, inode: this.inodes, links: 1, modified: 1_700_000_000 };
    return {
      status: { type, ...ownership, size, deviceNumber, ...same },
      text,
      entries: new Map(),
    };
  }

  private find(path: Path): Inode | ErrorCode {
    let at = this.root;
    for (const name of path.split("/")) {
      if (name === "") continue;
      if (at.status.type !== "directory") return "ENOTDIR";
      const next = at.entries.get(name);
      if (next === undefined) return "ENOENT";
      at = next;
    }
    return at;
  }
}

function inherit(ownership: Ownership, parent: Inode): Required<Ownership> {
  const { uid, gid } = parent.status;
  return { uid, gid, mode: 0o644, ...ownership };
}
