import { accessSync, closeSync, constants, lstatSync, openSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "./node-path.ts";

/**
 * Node has no ioctl(2) and starting lsattr costs 3 ms a file. The kernel tells without: access(2)
 * asking for write permission says EPERM for an immutable file, before it looks at permissions
 * (those would be EACCES), and open(2) says EPERM for an append-only one.
 *
 * Falls short where an append-only file may not be read and written by the caller, who then gets
 * EACCES before the flag is looked at, and for append-only directories.
 */
export function isImmutable(path: Path): boolean {
  const name = nodePath(path);
  try {
    const stats = lstatSync(name, { throwIfNoEntry: false });
    // Flags of a link itself cannot be set; access(2) would look at what it leads to.
    if (stats === undefined || stats.isSymbolicLink()) return false;
    const refusal = refusalOf(() => accessSync(name, constants.W_OK));
    if (refusal !== undefined) return refusal === "EPERM";
    return stats.isFile() && refusalOf(() => openForNothing(name)) === "EPERM";
  } catch {
    return false;
  }
}

/**
 * Access mode 3 checks for reading and writing but yields a descriptor for neither (open(2)), so
 * nothing can be changed and nobody who watches the file is told of a writer.
 */
const accessForNeither = constants.O_WRONLY | constants.O_RDWR;

function openForNothing(name: string | Buffer): void {
  const flags = accessForNeither | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;
  closeSync(openSync(name, flags));
}

function refusalOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return systemCodeOf(error);
  }
}
