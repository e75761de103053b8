import { accessSync, constants, lstatSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import type { Identity } from "../domain/identity.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { isPrivateDirectory, isSafeWay } from "../system/private-directory.ts";
import type { JournalContext } from "./context.ts";
import { readStatus } from "./path-state.ts";
import { requirePrivateDirectory } from "./private-directory.ts";
import { setModified } from "./set-modified.ts";

/** A directory for kept files. */
export interface Store {
  readonly directory: Path;
  /** Whether it is on the mount of what it keeps, so that hard links and renames work. */
  readonly isSameMount: boolean;
}

/**
 * The place for what is kept of `path`: the state directory on the same mount, else
 * `.handrail-<uid>` in that mount's highest directory the user can write to and nobody else could
 * exchange, else the state directory with copies. Never inside what is changed. Looks only; nothing
 * is made.
 */
export function findStore(
  path: Path,
  context: JournalContext,
  isChanged: (directory: Path) => boolean,
): Store | undefined {
  const mount = context.mounts.of(path)?.path;
  const state = join(context.stateDirectory, "kept");
  const isStateFree = !isChanged(state);
  const isStateHere = mount === context.mounts.of(context.stateDirectory)?.path;
  if (isStateFree && isStateHere) return { directory: state, isSameMount: true };
  if (mount !== undefined) {
    for (const parent of candidates(mount, path, context)) {
      const directory = join(parent, `.handrail-${context.identity.uid}`);
      if (!isChanged(directory) && isUsable(parent, directory, context.identity)) {
        return { directory, isSameMount: true };
      }
    }
  }
  return isStateFree ? { directory: state, isSameMount: false } : undefined;
}

/** Directories from the mount's root towards the path, then the common places for scratch files. */
function* candidates(mount: Path, path: Path, context: JournalContext): Iterable<Path> {
  const chain: Path[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    chain.unshift(at);
    if (at === mount || at === "/") break;
  }
  yield* chain.filter((directory) => directory === mount || directory.startsWith(mount));
  for (const directory of ["/var/tmp", "/tmp"]) {
    if (context.mounts.of(directory)?.path === mount) yield directory;
  }
}

function isUsable(parent: Path, directory: Path, identity: Identity): boolean {
  try {
    if (!isSafeWay(parent, identity)) return false;
    const status = lstatSync(nodePath(directory), { throwIfNoEntry: false });
    if (status !== undefined) return isPrivateDirectory(directory, identity.uid);
    accessSync(nodePath(parent), constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Makes the store's directory, without a trace in the modification time of the one around it. */
export function makeStore(store: Store, uid: number): void {
  const parent = dirname(store.directory);
  const before = readStatus(parent);
  const isNew = readStatus(store.directory) === undefined;
  requirePrivateDirectory(store.directory, uid);
  if (isNew && before !== undefined) setModified([{ path: parent, modified: before.mtimeNs }]);
}

/** Bytes that an ordinary user may still write there. */
export function freeBytes(directory: Path): number {
  const existing = nearest(directory);
  const { bavail, bsize } = statfsSync(nodePath(existing));
  return bavail * bsize;
}

/** Whether fewer hundredths of the disk are free there than that. */
export function isShortOfRoom(directory: Path, percent: number): boolean {
  const { bavail, blocks } = statfsSync(nodePath(nearest(directory)));
  return blocks > 0 && bavail * 100 < blocks * percent;
}

/** Root's own directories are closed to a user who asks what root could keep. */
function nearest(directory: Path): Path {
  try {
    if (readStatus(directory) !== undefined) return directory;
  } catch (error) {
    if (directory === "/") throw error;
  }
  return nearest(dirname(directory));
}
