import { Buffer } from "node:buffer";
import { closeSync, constants, openSync, readlinkSync } from "node:fs";
import { basename, dirname } from "node:path/posix";
import { encodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";

/** O_PATH: a directory that may be passed through but not listed is reached as well. */
const flags = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW;

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
    return nodePath(`/proc/self/fd/${this.around(path)}/${basename(path)}`);
  }

  /** The open directory around `path`, to be handed to a program; open until the next call. */
  around(path: Path): number {
    const parent = dirname(path);
    if (this.directory !== parent) this.open(parent);
    return this.file;
  }

  private open(directory: Path): void {
    this.close();
    this.file = openDirectory(directory);
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

function openDirectory(directory: Path): number {
  try {
    return openSync(nodePath(directory), flags);
  } catch (error) {
    // What a link gives together with the demand for a directory.
    if (systemCodeOf(error) !== "ENOTDIR") throw error;
    throw new Misled(`${directory} is a link or no directory any more`);
  }
}
