import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import type { ErrorCode, Path } from "../domain/world.ts";
import { errorCodeOf, nodePath } from "./node-path.ts";

/**
 * At most `limit` bytes from the start of a regular file. Nothing else is ever opened: a fifo would
 * wait or lose bytes to us, and opening some devices does something.
 */
export function readFileStart(path: Path, limit: number): Uint8Array | ErrorCode {
  try {
    const name = nodePath(path);
    const kind = statSync(name);
    if (!kind.isFile()) return kind.isDirectory() ? "EISDIR" : "EINVAL";
    // Looked at again once open, in case another file took the name; non-blocking for the same reason.
    const file = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const opened = fstatSync(file);
      return opened.isFile() ? readStart(file, limit, opened.size) : "EINVAL";
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return errorCodeOf(error);
  }
}

/** Files of /proc and /sys say that their size is 0: such are read until they end. */
function readStart(file: number, limit: number, size: number): Uint8Array {
  const parts: Buffer[] = [];
  let total = 0;
  while (total < limit) {
    const wanted = Math.min(limit - total, size > total ? size - total : 65536);
    const part = Buffer.allocUnsafe(wanted);
    const count = readSync(file, part, 0, wanted, null);
    if (count === 0) break;
    parts.push(part.subarray(0, count));
    total += count;
    // The size is believed once all of it was read: saves the read that only finds the end.
    if (size > 0 && total === size) break;
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
