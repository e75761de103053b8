import type { Cause } from "../effect.ts";
import type { Mount, MountFacts } from "../facts.ts";
import type { Identity } from "../identity.ts";
import { type MountPoints, mountOf, mountPointsOf } from "../mount-of.ts";
import {
  type DirectoryEntry,
  type DirectoryNames,
  type ErrorCode,
  isError,
  type Path,
  type World,
} from "../world.ts";
import { KnownAccessLists } from "./known-access-lists.ts";
import { byteLength, type FileNode, nodeFromDisk } from "./node.ts";
import { type FindLists, mayUse } from "./permissions.ts";
import { allowanceFor, type TreeAllowance, type TreeLimits } from "./tree-limits.ts";

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
  /** The path ended in `.`, `..` or was the root: it names no entry of a directory. */
  readonly isNameless: boolean;
}

/**
 * What becomes of a link in the last place. follow: where it leads (open, stat). keep: the link
 * itself unless a slash follows (lstat). name: the entry itself whatever follows (unlink, rename).
 */
export type LastLink = "follow" | "keep" | "name";

const maximumLinks = 40;

/** Access lists that are looked up one by one to tell whether something is allowed, at the most. */
const maximumListsAsked = 25;

type Listed = Pick<MountFacts, "list">;

/** The copy-on-write tree that all commands of one line share. */
export class FileTree {
  readonly world: World;
  readonly root: FileNode;
  /** Entries that walks may still visit before they end early. */
  remaining: number;
  /** What may still be looked at of trees that go as a whole. */
  readonly allowance: TreeAllowance;
  /** Every path is asked for. */
  readonly isUnlimited: boolean;
  isPartlyCounted = false;
  /** How often a walk ended early. */
  cuts = 0;
  /** Commands whose walks ended early, as their causes name them. */
  readonly cutShort = new Set<Cause["command"]>();
  /** Names in directories that go, as far as a walk has read them anyway. */
  readonly namesBefore = new Map<Path, DirectoryNames>();
  /** A directory that the last search met and that the account running the check may not enter. */
  hidden: Path | undefined;
  /** Canonical paths that any operation changed. */
  readonly touched = new Set<Path>();
  /** Of these the ones of which nothing but the time was changed: what lies below is as it was. */
  readonly onlyTimes = new Set<Path>();
  private readonly byInode = new Map<string, FileNode>();
  private readonly mountPoints: MountPoints;

  constructor(world: World, mounts: Listed, maximumEntries: number, limits: TreeLimits = {}) {
    this.world = world;
    this.remaining = maximumEntries;
    this.isUnlimited = maximumEntries === Number.POSITIVE_INFINITY;
    this.allowance = allowanceFor(maximumEntries, limits);
    this.mountPoints = mountPointsOf(mounts.list);
    const status = world.lstat("/");
    if (isError(status)) throw new Error(`the root directory cannot be read: ${status}`);
    this.root = nodeFromDisk("/", status, "");
  }

  isMountPoint(path: Path): boolean {
    return this.mountPoints.has(path);
  }

  isReadOnly(path: Path): boolean {
    return this.mountOf(path)?.isReadOnly === true;
  }

  /** Whether the kernel makes up what lies on the path's mount: there nobody can remove a name. */
  isMadeUp(path: Path): boolean {
    const type = this.mountOf(path)?.type;
    return type === "proc" || type === "sysfs";
  }

  /** The mount points below a canonical path. */
  mountPointsBelow(path: Path): readonly Path[] {
    const beginning = path === "/" ? "/" : `${path}/`;
    return [...this.mountPoints.keys()].filter((at) => at.startsWith(beginning) && at !== "/");
  }

  /** The mount that a canonical path lies on. */
  mountOf(path: Path): Mount | undefined {
    return mountOf(this.mountPoints, path);
  }

  /** False where the disk has nothing at an absolute path, and no operation has changed anything. */
  mayExist(path: Path): boolean {
    if (this.touched.size > 0) return true;
    const status = this.world.lstat(path);
    return status !== "ENOENT" && status !== "ENOTDIR";
  }

  /** The entry of a directory by name; undefined when there is none. */
  child(directory: FileNode, name: string): FileNode | undefined | ErrorCode {
    const node = this.peek(directory, name);
    if (node !== undefined && !isError(node)) directory.children.set(name, node);
    return node;
  }

  /** The same without remembering it: for walks that pass by once. */
  peek(directory: FileNode, name: string): FileNode | undefined | ErrorCode {
    const known = directory.children.get(name);
    if (known !== undefined) return known ?? undefined;
    if (directory.origin === undefined) return undefined;
    const origin = joinPath(directory.origin, name);
    const status = this.world.lstat(origin);
    if (isError(status)) return status === "ENOENT" || status === "ENOTDIR" ? undefined : status;
    return this.diskNode(origin, status);
  }

  /** The names in a directory that is as on the disk; undefined where that cannot be told so. */
  names(directory: FileNode): DirectoryNames | undefined {
    const { origin } = directory;
    if (origin === undefined || directory.children.size > 0) return undefined;
    const names = this.world.readNames?.(origin);
    return names === undefined || isError(names) ? undefined : names;
  }

  private diskNode(origin: Path, status: import("../world.ts").FileStatus): FileNode | ErrorCode {
    const key = `${status.device}:${status.inode}`;
    const isShared = status.links > 1 && status.type !== "directory";
    const known = isShared ? this.byInode.get(key) : undefined;
    if (known !== undefined) return known;
    const target = status.type === "link" ? this.world.readLink(origin) : "";
    if (isError(target)) return target;
    const node = nodeFromDisk(origin, status, target);
    node.findLists = this.findLists;
    if (isShared) this.byInode.set(key, node);
    return node;
  }

  /** Nodes with several names whose content or attributes the line changes. */
  changedSharedNodes(): readonly FileNode[] {
    return [...this.byInode.values()].filter((node) => node.isChanged);
  }

  /** Names and types in a directory, those of the disk first. */
  entries(directory: FileNode, inDiskOrder = false): readonly DirectoryEntry[] | ErrorCode {
    const { origin } = directory;
    const listed = origin === undefined ? [] : this.world.readDirectory(origin, inDiskOrder);
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
  find(path: Path, identity: Identity, last: LastLink): Place | ErrorCode {
    this.hidden = undefined;
    if (path === "") return "ENOENT";
    return new Search(this, identity, last).run(path);
  }

  /** Whether the kernel follows no foreign links in shared sticky directories. */
  get protectsLinks(): boolean {
    this.linkProtection ??= readSwitch(this.world, "/proc/sys/fs/protected_symlinks");
    return this.linkProtection;
  }

  private linkProtection: boolean | undefined;

  /** What is known of access lists on the disk; asked for by few lines only. */
  get accessLists(): KnownAccessLists {
    this.knownLists ??= new KnownAccessLists(this.world);
    return this.knownLists;
  }

  private knownLists: KnownAccessLists | undefined;

  /** Asked where a mode alone refuses; a process each time, so not without end. */
  private readonly findLists: FindLists = ({ origin }) => {
    if (origin === undefined || this.listsAsked >= maximumListsAsked) return undefined;
    this.listsAsked += 1;
    const lists = this.accessLists.of(origin);
    return lists === "none" ? undefined : lists;
  };

  private listsAsked = 0;
}

/** A directory passed on the way. */
interface Standing {
  readonly node: FileNode;
  readonly path: Path;
}

function partsOf(path: Path): string[] {
  return path.split("/").filter((name) => name !== "");
}

/** Whether a kernel setting of one number is on. */
function readSwitch(world: World, path: Path): boolean {
  const setting = world.readFile(path, 8);
  return !isError(setting) && Number.parseInt(String.fromCharCode(...setting), 10) > 0;
}

/** One walk along a path. */
class Search {
  private readonly tree: FileTree;
  private readonly identity: Identity;
  private readonly last: LastLink;
  private stack: Standing[];
  private linksFollowed = 0;

  constructor(tree: FileTree, identity: Identity, last: LastLink) {
    this.tree = tree;
    this.identity = identity;
    this.last = last;
    this.stack = [{ node: tree.root, path: "/" }];
  }

  run(path: Path): Place | ErrorCode {
    let names = partsOf(path);
    const isNameless = names.length === 0 || names.at(-1) === "." || names.at(-1) === "..";
    let meansDirectory = isNameless || path.endsWith("/");
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const here = this.here();
      const refusal = this.refusal(here.node, name);
      if (refusal !== undefined) return refusal;
      if (name === ".") continue;
      if (name === "..") {
        if (this.stack.length > 1) this.stack.pop();
        continue;
      }
      const child = this.tree.child(here.node, name);
      // The identity may look, the account that checks may not: what is there stays hidden.
      if (child === "EACCES") this.tree.hidden = here.path;
      else if (isError(child)) return child;
      const node = isError(child) ? undefined : child;
      const isLast = names.length === 0;
      if (node?.type === "link" && this.isFollowed(isLast, meansDirectory)) {
        const error = this.follow(node, here.node);
        if (error !== undefined) return error;
        if (isLast && node.target.endsWith("/")) meansDirectory = true;
        names = [...partsOf(node.target), ...names];
      } else if (isLast) return this.end(here, name, node, meansDirectory);
      else if (node === undefined) return "ENOENT";
      else this.stack.push({ node, path: joinPath(here.path, name) });
    }
    return this.directoryItself(isNameless);
  }

  private here(): Standing {
    return this.stack.at(-1) ?? { node: this.tree.root, path: "/" };
  }

  private refusal(directory: FileNode, name: string): ErrorCode | undefined {
    if (directory.type !== "directory") return "ENOTDIR";
    if (!mayUse(directory, this.identity, 1)) return "EACCES";
    return name.length > 63 && byteLength(name) > 255 ? "ENAMETOOLONG" : undefined;
  }

  private isFollowed(isLast: boolean, meansDirectory: boolean): boolean {
    if (!isLast || this.last === "follow") return true;
    return this.last === "keep" && meansDirectory;
  }

  private follow(link: FileNode, directory: FileNode): ErrorCode | undefined {
    this.linksFollowed += 1;
    if (this.linksFollowed > maximumLinks) return "ELOOP";
    if (this.isForeignLink(link, directory)) return "EACCES";
    if (link.target.startsWith("/")) this.stack = [{ node: this.tree.root, path: "/" }];
    return undefined;
  }

  /** The kernel's protected_symlinks. */
  private isForeignLink(link: FileNode, directory: FileNode): boolean {
    if ((directory.mode & 0o1002) !== 0o1002 || link.uid === this.identity.uid) return false;
    return link.uid !== directory.uid && this.tree.protectsLinks;
  }

  private end(
    here: Standing,
    name: string,
    node: FileNode | undefined,
    meansDirectory: boolean,
  ): Place | ErrorCode {
    const isNoDirectory = node !== undefined && node.type !== "directory";
    if (meansDirectory && isNoDirectory && this.last !== "name") return "ENOTDIR";
    return this.place(here, name, node, meansDirectory);
  }

  private place(
    here: Standing,
    name: string,
    node: FileNode | undefined,
    meansDirectory: boolean,
  ): Place {
    const path = joinPath(here.path, name);
    const parent = { parent: here.node, parentPath: here.path };
    return { ...parent, path, name, node, meansDirectory, isNameless: false };
  }

  /** The path ended in `.`, `..` or at the root: the directory itself, named in its parent. */
  private directoryItself(isNameless: boolean): Place {
    const here = this.here();
    const above = this.stack.at(-2) ?? here;
    const name = here.path === "/" ? "/" : here.path.slice(here.path.lastIndexOf("/") + 1);
    return {
      parent: above.node,
      parentPath: above.path,
      path: here.path,
      name,
      node: here.node,
      meansDirectory: true,
      isNameless,
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
