import { realpathSync } from "node:fs";
import { dirname, normalize } from "node:path/posix";
import { decodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { mayHaveLostBytes, nodePath } from "./node-path.ts";

/**
 * The path with the links of its parent directories resolved and the last part as it is. Where a
 * parent does not exist, what remains below the deepest one that does is kept.
 */
export function canonicalPath(path: Path): Path {
  const plain = normalize(path).replace(/(.)\/$/, "$1");
  if (plain === "/") return plain;
  const parent = dirname(plain);
  const name = plain.slice(parent === "/" ? 1 : parent.length + 1);
  const real = realPath(parent) ?? canonicalPath(parent);
  return real === "/" ? `/${name}` : `${real}/${name}`;
}

/** The path with every link resolved; undefined where it leads nowhere. */
export function realPath(path: Path): Path | undefined {
  try {
    const name = nodePath(path);
    const real = realpathSync.native(name);
    return mayHaveLostBytes(real) ? decodeBytes(realpathSync.native(name, "buffer")) : real;
  } catch {
    return undefined;
  }
}
