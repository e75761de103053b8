import { existsSync, readFileSync } from "node:fs";
import { release } from "node:os";
import type { Path } from "../../domain/world.ts";

/** Where the helpers of a kind of file system lie. */
const helperDirectories = ["sbin", "usr/sbin", "bin", "usr/bin"];

/**
 * Whether a kind of file system could be mounted here: the kernel has it, could load it, or a
 * program is made for it. Undefined where it cannot be told what the kernel could load.
 */
export function isKnownFileSystem(kind: string, root: Path = "/"): boolean | undefined {
  const filesystems = readText(`${root}/proc/filesystems`);
  if (filesystems?.split("\n").some((line) => line.split("\t").at(-1) === kind)) return true;
  if (hasHelper(kind, root)) return true;
  const modules = `${root}/lib/modules/${release()}`;
  // Inside a container the kernel is another system's, with its modules elsewhere.
  const loadable = readText(`${modules}/modules.dep`);
  if (loadable === undefined) return undefined;
  const names = [loadable, readText(`${modules}/modules.builtin`) ?? ""];
  if (names.some((text) => hasModule(text, kind))) return true;
  return (readText(`${modules}/modules.alias`) ?? "").includes(`\nalias fs-${kind} `);
}

function hasHelper(kind: string, root: Path): boolean {
  return helperDirectories.some((directory) =>
    ["mount", "mkfs", "fsck"].some((name) => existsSync(`${root}/${directory}/${name}.${kind}`)),
  );
}

/** `kernel/fs/fat/vfat.ko.xz: kernel/fs/fat/fat.ko.xz` */
function hasModule(text: string, kind: string): boolean {
  return text.split("\n").some((line) => {
    const name = /([^/:]+)\.ko(?:\.\w+)?(?::|$)/.exec(line)?.[1];
    return name?.replaceAll("-", "_") === kind.replaceAll("-", "_");
  });
}

function readText(path: Path): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
