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

/**
 * The same for many paths of one state of the machine: those of one directory come one after
 * another in a walk, so the last directory is remembered.
 */
export function makeCanonicalPath(): (path: Path) => Path {
  let last = { directory: "", canonical: "" };
  return (path) => {
    const slash = path.lastIndexOf("/");
    const directory = path.slice(0, slash + 1);
    const name = path.slice(slash + 1);
    if (!/^\.{0,2}$/.test(name)) {
      if (directory !== last.directory) {
        last = { directory, canonical: canonicalPath(`${directory}.x`).slice(0, -2) };
      }
      return last.canonical + name;
    }
    return canonicalPath(path);
  };
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
