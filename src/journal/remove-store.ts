import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path/posix";
import type { Identity } from "../domain/identity.ts";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import { isPrivateDirectory, isSafeWay } from "../system/private-directory.ts";
import type { JournalContext } from "./context.ts";
import { StoreFailure } from "./store-failure.ts";

const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Removes an entry's directory in a store. Somebody may own a directory above it and have put
 * another, or a link, in the store's place: then nothing is removed.
 */
export function removeStore(store: Path, uid: number): void {
  const file = openStore(dirname(store));
  if (file === undefined) return;
  try {
    const { uid: owner, mode } = fstatSync(file);
    const isOurs = owner === uid && (mode & 0o077) === 0;
    if (!isOurs) return;
    rmSync(nodePath(`/proc/self/fd/${file}/${basename(store)}`), { recursive: true, force: true });
  } catch (error) {
    // A name of a file that is immutable by now: it stays, and takes no room of its own.
    if (systemCodeOf(error) !== "EPERM") throw error;
  } finally {
    closeSync(file);
  }
}

function openStore(directory: Path): number | undefined {
  try {
    return openSync(nodePath(directory), flags);
  } catch {
    return undefined;
  }
}

/** Throws unless what was kept lies where nobody else could have put anything. */
export function checkStores(
  stores: readonly Path[],
  { identity, stateDirectory }: JournalContext,
): void {
  for (const store of stores) {
    const place = dirname(store);
    const isElsewhere = dirname(place) !== stateDirectory;
    const isSafe =
      isOwnOrGone(place, identity) &&
      isOwnOrGone(store, identity) &&
      (!isElsewhere || isSafeWay(dirname(place), identity));
    if (!isSafe) throw new StoreFailure(`what was kept in ${store}: somebody else could change it`);
  }
}

/** What is gone altogether is told path by path. */
function isOwnOrGone(directory: Path, { uid }: Identity): boolean {
  const isGone = lstatSync(nodePath(directory), { throwIfNoEntry: false }) === undefined;
  return isGone || isPrivateDirectory(directory, uid);
}
