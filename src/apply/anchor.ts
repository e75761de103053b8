import { Buffer } from "node:buffer";
import { closeSync, constants, openSync, readlinkSync } from "node:fs";
import { basename, dirname } from "node:path/posix";
import { encodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";

const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** A directory on the way to a path is a link, or was moved away meanwhile. */
export class Misled extends Error {
  override readonly name = "Misled";
}

/**
 * Gives names by which the kernel reaches a path through an open directory, as openat(2) would: a
 * link planted in a parent, or a parent renamed meanwhile, cannot lead elsewhere.
 */
export class Anchors {
  private directory: Path | undefined;
  private file = -1;

  /** The anchored name of `path`; good until the next call. */
  at(path: Path): string | Buffer {
    const parent = dirname(path);
    if (this.directory !== parent) this.open(parent);
    const name = `/proc/self/fd/${this.file}/${basename(path)}`;
    return nodePath(name);
  }

  private open(directory: Path): void {
    this.close();
    this.file = openSync(nodePath(directory), flags);
    this.directory = directory;
    const actual = readlinkSync(`/proc/self/fd/${this.file}`, { encoding: "buffer" });
    if (!actual.equals(Buffer.from(encodeBytes(directory)))) {
      this.close();
      throw new Misled(`${directory} is reached through a link`);
    }
  }

  close(): void {
    if (this.file >= 0) closeSync(this.file);
    this.file = -1;
    this.directory = undefined;
  }
}
