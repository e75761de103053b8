import { chmodSync, lstatSync, mkdirSync, type Stats } from "node:fs";
import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "./node-path.ts";

/** Handrail's own places for one user, by the contract's table. Nothing is made by asking. */
export interface Directories {
  readonly configuration: Path;
  readonly state: Path;
  readonly cache: Path;
  readonly log: Path;
}

export const systemDirectories: Directories = {
  configuration: "/etc/handrail",
  state: "/var/lib/handrail",
  cache: "/var/cache/handrail",
  log: "/var/log/handrail",
};

/** The directories of a user. Root ignores HOME and XDG_*: a user could have set them. */
export function directoriesFor(
  uid: number,
  home: Path,
  environment: ReadonlyMap<string, string>,
): Directories {
  if (uid === 0) return systemDirectories;
  const base = absolute(environment.get("HOME")) ?? home;
  const place = (name: string, fallback: string) =>
    `${absolute(environment.get(name)) ?? `${base}/${fallback}`}/handrail`;
  const state = place("XDG_STATE_HOME", ".local/state");
  return {
    configuration: place("XDG_CONFIG_HOME", ".config"),
    state,
    cache: place("XDG_CACHE_HOME", ".cache"),
    log: `${state}/log`,
  };
}

/** The XDG specification: a path that is not absolute is to be ignored. */
function absolute(path: string | undefined): Path | undefined {
  return path?.startsWith("/") ? path.replace(/(.)\/+$/, "$1") : undefined;
}

/**
 * Makes a directory that only `uid` may enter, or finds it there; undefined where that cannot be:
 * it belongs to somebody else, is a link, or cannot be made. What others may do is taken away.
 */
export function makePrivateDirectory(path: Path, uid: number): Path | undefined {
  try {
    const name = nodePath(path);
    if (statusOf(path) === undefined) mkdirSync(name, { recursive: true, mode: 0o700 });
    const stats = statusOf(path);
    if (stats === undefined || !isOwnDirectory(stats, uid)) return undefined;
    if (!isSafeParent(dirname(path), uid)) return undefined;
    if ((stats.mode & 0o077) !== 0) chmodSync(name, 0o700);
    return path;
  } catch {
    return undefined;
  }
}

function isOwnDirectory(stats: Stats, uid: number): boolean {
  return stats.isDirectory() && stats.uid === uid;
}

/** Whether nobody else can put another directory in the place of one below. */
function isSafeParent(path: Path, uid: number): boolean {
  const stats = lstatSync(nodePath(path));
  // A user may have put a link to another disk there; for root only root may have.
  const isTrusted = stats.uid === uid || stats.uid === 0;
  if (stats.isSymbolicLink()) return isTrusted;
  return isTrusted && ((stats.mode & othersMayWrite(uid)) === 0 || (stats.mode & 0o1000) !== 0);
}

/**
 * Permission bits that let others change a file. Where every user has a group of their own, a
 * user's files are writable by it as a matter of course; root accepts no such.
 */
export function othersMayWrite(uid: number): number {
  return uid === 0 ? 0o022 : 0o002;
}

function statusOf(path: Path): Stats | undefined {
  return lstatSync(nodePath(path), { throwIfNoEntry: false });
}
