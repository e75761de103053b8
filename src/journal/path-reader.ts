import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { systemCodeOf } from "../system/node-path.ts";
import type { After } from "./entry.ts";
import { readPathState, readStatus } from "./path-state.ts";

/**
 * Reads many paths as they are at one time. A path whose parent has become a link leads somewhere
 * else: by its own name it is not there, whatever lstat(2) finds behind the link.
 */
export class PathReader {
  private readonly directories = new Map<Path, boolean>([["/", true]]);

  read(path: Path): After {
    try {
      return this.isDirectory(dirname(path)) ? readPathState(path) : null;
    } catch (error) {
      if (systemCodeOf(error) === "EACCES") return "hidden";
      throw error;
    }
  }

  /** Whether the path and all around it are real directories. */
  isDirectory(path: Path): boolean {
    const known = this.directories.get(path);
    if (known !== undefined) return known;
    const is = this.isDirectory(dirname(path)) && readStatus(path)?.isDirectory() === true;
    this.directories.set(path, is);
    return is;
  }
}
