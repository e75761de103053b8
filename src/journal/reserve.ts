import { closeSync, constants, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { type JournalContext, journalDirectory } from "./context.ts";
import { checkPrivateDirectory } from "./private-directory.ts";

/** Enough for a lock, a mark and an entry that is written anew. */
const size = 1 << 16;

/**
 * Sets a little room aside, since even to let go of what is old something has to be written first:
 * on a disk without a free byte nothing could make room any more. Gives up where that fails.
 */
export function keepReserve(context: JournalContext): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  let file: number | undefined;
  try {
    checkPrivateDirectory(journalDirectory(context), context.identity.uid);
    file = openSync(nodePath(place(context)), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    writeSync(file, Buffer.alloc(size, "reserve\n"));
    fsyncSync(file);
  } catch {
    // It is there already, or the disk is full: the next time will do.
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Gives the room back that was set aside; false where there was none. */
export function giveReserveUp(context: JournalContext): boolean {
  try {
    checkPrivateDirectory(journalDirectory(context), context.identity.uid);
    rmSync(nodePath(place(context)));
    return true;
  } catch {
    return false;
  }
}

function place(context: JournalContext): Path {
  return join(journalDirectory(context), "set-aside");
}
