import type { MountFacts } from "../facts.ts";
import type { Identity } from "../identity.ts";
import { type DirectoryEntry, type ErrorCode, isError, type Path, type World } from "../world.ts";
import { type FileNode, nodeFromDisk } from "./node.ts";
import { mayUse } from "./permissions.ts";

/** Where a path leads: the directory that holds the last name, and what that name is, if anything. */
export interface Place {
  readonly parent: FileNode;
  /** Absolute, links in parents resolved. */
  readonly path: Path;
  readonly parentPath: Path;
  readonly name: string;
  readonly node: FileNode | undefined;
  /** The path ended in a slash, `.` or `..`: it can only mean a directory. */
  readonly meansDirectory: boolean;
}

const maximumLinks = 40;

/** The copy-on-write tree that all commands of one line share. */
export class FileTree {
  readonly world: World;
  readonly mounts: MountFacts;
  readonly root: FileNode;
  /** Entries that walks may still visit before they end early. */
  remaining: number;
  isPartlyCounted = false;
  /** Canonical paths that any operation changed. */
  readonly touched = new Set<Path>();
  private readonly byInode = new Map<string, FileNode>();
  private readonly mountPoints: ReadonlySet<Path>;

  constructor(world: World, mounts: MountFacts, maximumEntries: number) {
    this.world = world;
    this.mounts = mounts;
    this.remaining = maximumEntries;
    this.mountPoints = new Set(mounts.list.map((mount) => mount.path));
    const status = world.lstat("/");
    if (isError(status)) throw new Error(`the root directory cannot be read: ${status}`);
    this.root = nodeFromDisk("/", status, "");
  }

  isMountPoint(path: Path): boolean {
    return this.mountPoints.has(path);
  }

  isReadOnly(path: Path): boolean {
    return this.mounts.of(path)?.isReadOnly === true;
  }

  /** The entry of a directory by name; undefined when there is none. */
  child(directory: FileNode, name: string): FileNode | undefined | ErrorCode {
    const known = directory.children.get(name);
    if (known !== undefined) return known ?? undefined;
    if (directory.origin === undefined) return undefined;
    const origin = joinPath(directory.origin, name);
    const status = this.world.lstat(origin);
    if (isError(status)) return status === "ENOENT" || status === "ENOTDIR" ? undefined : status;
    const node = this.diskNode(origin, status);
    if (!isError(node)) directory.children.set(name, node);
    return node;
  }

  private diskNode(origin: Path, status: import("../world.ts").FileStatus): FileNode | ErrorCode {
    const key = `${status.device}:${status.inode}`;
    const isShared = status.links > 1 && status.type !== "directory";
    const known = isShared ? this.byInode.get(key) : undefined;
    if (known !== undefined) return known;
    const target = status.type === "link" ? this.world.readLink(origin) : "";
    if (isError(target)) return target;
    const node = nodeFromDisk(origin, status, target);
    if (isShared) this.byInode.set(key, node);
    return node;
  }

  /** Nodes with several names whose content or attributes the line changes. */
  changedSharedNodes(): readonly FileNode[] {
    return [...this.byInode.values()].filter((node) => node.isChanged);
  }

  /** Names and types in a directory, those of the disk first. */
  entries(directory: FileNode): readonly DirectoryEntry[] | ErrorCode {
    const listed = directory.origin === undefined ? [] : this.world.readDirectory(directory.origin);
    if (isError(listed)) return listed;
    if (directory.children.size === 0) return listed;
    const { children } = directory;
    const kept = listed.filter((entry) => children.get(entry.name) !== null);
    const names = new Set(kept.map((entry) => entry.name));
    const result = kept.map((entry) => {
      const node = children.get(entry.name);
      return node ? { name: entry.name, type: node.type } : entry;
    });
    for (const [name, node] of children) {
      if (node !== null && !names.has(name)) result.push({ name, type: node.type });
    }
    return result;
  }

  /** Finds where an absolute path leads, with the identity's right to search on the way. */
  find(path: Path, identity: Identity, followLast: boolean): Place | ErrorCode {
    if (path === "") return "ENOENT";
    return new Search(this, identity, followLast).run(path);
  }
}

/** One walk along a path. */
class Search {
  private readonly tree: FileTree;
  private readonly identity: Identity;
  private readonly followLast: boolean;
  private stack: { readonly node: FileNode; readonly path: Path }[];
  private linksFollowed = 0;

  constructor(tree: FileTree, identity: Identity, followLast: boolean) {
    this.tree = tree;
    this.identity = identity;
    this.followLast = followLast;
    this.stack = [{ node: tree.root, path: "/" }];
  }

  run(path: Path): Place | ErrorCode {
    let names = path.split("/").filter((name) => name !== "");
    let meansDirectory = /(^|\/)\.{0,2}$/.test(path);
    while (names.length > 0) {
      const [name = "", ...rest] = names;
      const here = this.stack.at(-1) ?? { node: this.tree.root, path: "/" };
      if (here.node.type !== "directory") return "ENOTDIR";
      if (name.length > 255) return "ENAMETOOLONG";
      if (!mayUse(here.node, this.identity, 1)) return "EACCES";
      names = rest;
      if (name === ".") continue;
      if (name === "..") {
        if (this.stack.length > 1) this.stack.pop();
        continue;
      }
      const node = this.tree.child(here.node, name);
      if (isError(node)) return node;
      const isLast = rest.length === 0;
      const place = this.place(here, name, node, meansDirectory);
      if (node === undefined) {
        if (!isLast) return rest.every((part) => part === ".") ? place : "ENOENT";
        return place;
      }
      if (node.type === "link" && (!isLast || this.followLast || meansDirectory)) {
        this.linksFollowed += 1;
        if (this.linksFollowed > maximumLinks) return "ELOOP";
        if (node.target.startsWith("/")) this.stack = [{ node: this.tree.root, path: "/" }];
        names = [...node.target.split("/").filter((part) => part !== ""), ...rest];
        if (isLast && /\/$/.test(node.target)) meansDirectory = true;
        continue;
      }
      if (isLast) {
        return meansDirectory && node.type !== "directory" ? "ENOTDIR" : place;
      }
      this.stack.push({ node, path: place.path });
    }
    return this.directoryItself();
  }

  private place(
    here: { readonly node: FileNode; readonly path: Path },
    name: string,
    node: FileNode | undefined,
    meansDirectory: boolean,
  ): Place {
    const path = joinPath(here.path, name);
    return { parent: here.node, parentPath: here.path, path, name, node, meansDirectory };
  }

  /** The path ended in `.`, `..` or at the root: the directory itself, named in its parent. */
  private directoryItself(): Place {
    const here = this.stack.at(-1) ?? { node: this.tree.root, path: "/" };
    const above = this.stack.at(-2) ?? here;
    const name = here.path === "/" ? "/" : here.path.slice(here.path.lastIndexOf("/") + 1);
    return {
      parent: above.node,
      parentPath: above.path,
      path: here.path,
      name,
      node: here.node,
      meansDirectory: true,
    };
  }
}

/** `directory/name` without doubling the root's slash. */
export function joinPath(directory: Path, name: string): Path {
  return directory === "/" ? `/${name}` : `${directory}/${name}`;
}

/** Whether `path` is `directory` or lies below it. */
export function isWithin(path: Path, directory: Path): boolean {
  return path === directory || directory === "/" || path.startsWith(`${directory}/`);
}
