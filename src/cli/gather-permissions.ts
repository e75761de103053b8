import { dirname, resolve } from "node:path/posix";
import type { AccessLists } from "../domain/access-list.ts";
import { describeError } from "../domain/error-text.ts";
import type { Answers } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { joinPath } from "../domain/view/tree.ts";
import {
  type ErrorCode,
  type FileStatus,
  isError,
  type Path,
  type World,
} from "../domain/world.ts";
import { canonicalPath, realPath } from "../system/canonical-path.ts";
import { findTrustedProgram } from "../system/trusted-program.ts";
import type { Inode, PermissionFacts } from "../tasks/permissions/facts.ts";
import type { Session } from "./session.ts";

/** Things inside a folder that are looked at, at the most. */
const maximumEntries = 100_000;

/**
 * What permissions tasks have to know of a path: every inode in it. Links below the path are left
 * alone, and so is what is mounted there.
 */
export function gatherPermissions(answers: Answers, session: Session): PermissionFacts {
  const { facts, world } = session.engine.machine;
  const path = pathAnswered(answers, session);
  const { caller, accounts, packages, mounts } = facts;
  const status = world.lstat(path);
  const isFolder = !isError(status) && status.type === "directory";
  const isRecursive = isFolder && answers.recursive !== false;
  const lists = isError(status) ? undefined : world.accessLists?.(path, isRecursive);
  const mountPoints = new Set(mounts.list.map((mount) => mount.path));
  const found = isRecursive
    ? new Walk(world, { device: status.device, mountPoints }, lists).run(path)
    : nothing;
  const owners = isError(status) ? [] : packages.owners(path);
  const mount = mounts.of(path);
  const keepsNone = /^(?:vfat|msdos|exfat|ntfs3?|hfs)$/.test(mount?.type ?? "");
  return {
    caller,
    accounts,
    path,
    root: isError(status)
      ? `${showName(path)} cannot be looked at: ${describeError(status)}.${hintFor(status)}`
      : inodeOf(path, status, lists),
    above: foldersAbove(path).flatMap((folder) => {
      const above = world.lstat(folder);
      return isError(above) ? [] : [inodeOf(folder, above, undefined)];
    }),
    ...found,
    isReadOnly: mount?.isReadOnly === true,
    ...(keepsNone ? { withoutPermissions: mount?.type ?? "" } : {}),
    canSetLists: findTrustedProgram("setfacl") !== undefined,
    packages: owners,
    packagedFiles: isFolder ? packages.below(path).files : owners.length > 0 ? 1 : 0,
  };
}

/** The path itself with all links resolved: permissions are those of what a link leads to. */
function pathAnswered({ path = "" }: Answers, { situation, engine }: Session): Path {
  const text = typeof path === "string" && path !== "" ? path : ".";
  const { home } = engine.machine.facts.caller;
  const absolute = resolve(situation.directory, text.replace(/^~(?=\/|$)/, home));
  return realPath(absolute) ?? canonicalPath(absolute);
}

function foldersAbove(path: Path): readonly Path[] {
  const folders: Path[] = [];
  for (let at = dirname(path); at !== "/"; at = dirname(at)) folders.unshift(at);
  return folders;
}

function inodeOf(
  path: Path,
  { type, mode, uid, gid }: FileStatus,
  lists: ReadonlyMap<Path, AccessLists> | undefined,
): Inode {
  const own = lists?.get(path);
  const inode = { path, type, mode, uid, gid };
  return own === undefined ? inode : { ...inode, lists: own };
}

type Found = Pick<PermissionFacts, "below" | "isPartlyCounted" | "closed" | "mounts">;
const nothing: Found = { below: [], isPartlyCounted: false, closed: 0, mounts: [] };

/** What tells that something of another file system begins. */
interface Borders {
  readonly device: number;
  readonly mountPoints: ReadonlySet<Path>;
}

class Walk implements Found {
  readonly below: Inode[] = [];
  readonly mounts: Path[] = [];
  closed = 0;
  isPartlyCounted = false;
  private readonly world: World;
  private readonly borders: Borders;
  private readonly lists: ReadonlyMap<Path, AccessLists> | undefined;

  constructor(world: World, borders: Borders, lists: ReadonlyMap<Path, AccessLists> | undefined) {
    this.world = world;
    this.borders = borders;
    this.lists = lists;
  }

  run(root: Path): Found {
    const waiting = [root];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      const entries = this.world.readDirectory(folder);
      if (isError(entries)) {
        this.closed += 1;
        continue;
      }
      for (const { name, type } of entries) {
        if (type === "link") continue;
        if (this.below.length >= maximumEntries) {
          this.isPartlyCounted = true;
          return this.found();
        }
        if (this.add(joinPath(folder, name))) waiting.push(joinPath(folder, name));
      }
    }
    return this.found();
  }

  /** Takes one thing in; true for a folder to go into. */
  private add(path: Path): boolean {
    const status = this.world.lstat(path);
    if (isError(status)) return false;
    if (this.isForeign(path, status)) {
      this.mounts.push(path);
      return false;
    }
    this.below.push(inodeOf(path, status, this.lists));
    return status.type === "directory";
  }

  /** In an overlay, as containers have, files show another device than the folders they lie in. */
  private isForeign(path: Path, { type, device }: FileStatus): boolean {
    const isOther = type === "directory" && device !== this.borders.device;
    return isOther || this.borders.mountPoints.has(path);
  }

  private found(): Found {
    const { below, mounts, closed, isPartlyCounted } = this;
    return { below, mounts, closed, isPartlyCounted };
  }
}

/** What to do about a path that does not lead anywhere. */
function hintFor(status: ErrorCode): string {
  return status === "ENOENT" || status === "ENOTDIR" ? " Look at how it is written." : "";
}
