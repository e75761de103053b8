import { lstatSync } from "node:fs";
import type { UnusualFile } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";

/** Below each of these Handrail keeps what lines have changed, and nobody else puts anything. */
const storeNames = /^(.*?(?:\/handrail\/kept|\/\.handrail-\d+))\//s;

/**
 * Tells files that Handrail keeps where nobody comes to them from all others. The name alone proves
 * nothing: a store counts only while it is closed, and what would give its owner somebody else's
 * rights counts as lying open to that owner.
 */
export function makeStoreCheck(): (file: UnusualFile) => boolean {
  const owners = new Map<Path, number | undefined>();
  return ({ path, mode, uid }) => {
    const store = storeNames.exec(path)?.[1];
    if (store === undefined) return false;
    if (!owners.has(store)) owners.set(store, ownerOfClosed(store));
    const owner = owners.get(store);
    if (owner === 0) return true;
    return owner !== undefined && owner === uid && (mode & 0o2000) === 0;
  };
}

function ownerOfClosed(directory: Path): number | undefined {
  const status = lstatSync(nodePath(directory), { throwIfNoEntry: false });
  return status?.isDirectory() === true && (status.mode & 0o077) === 0 ? status.uid : undefined;
}
