import { readdirSync } from "node:fs";
import { decodeBytes } from "../../domain/bytes.ts";
import type { UnusualFile } from "../../domain/check-up-facts.ts";
import type { Mount } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { asideForVerify } from "../make-way.ts";
import { isDiskType } from "./disk-types.ts";
import { makeStoreCheck } from "./own-stores.ts";

/** What a walk over the disk came back with. */
export interface UnusualFiles {
  readonly files: readonly UnusualFile[];
  /** Directories were closed to the caller. */
  readonly isPartial: boolean;
}

/** The system's own part of the tree. */
const systemTop = /^\/(?:boot|etc|opt|srv|usr|var|bin|sbin|lib\w*)$/;
/** What is no part of any disk, or the system inside of a container's. */
const leftOut: readonly Path[] = [
  "/dev /proc /run /sys /snap /nix/store",
  "/var/lib/docker /var/lib/containerd /var/lib/containers /var/lib/lxc /var/lib/lxd",
  "/var/lib/machines /var/lib/flatpak /var/lib/snapd /var/lib/schroot /var/lib/incus",
]
  .join(" ")
  .split(" ");

const patience = 300;

/**
 * Files of the system's directories that are not plainly root's (0644, directories 0755): a few
 * thousand of some hundred thousand. One walk answers all questions about permissions.
 */
export function findUnusualFiles(
  ask: AskProgram,
  mounts: readonly Mount[],
): Promise<UnusualFiles | undefined> {
  const plain = "( -uid 0 -gid 0 ( -type l -o -type f -perm 0644 -o -type d -perm 0755 ) )";
  const places = placesFor(mounts, (top) => systemTop.test(top));
  return walk(ask, places, ["!", ...plain.split(" ")]);
}

/** Set-id files in the rest of the tree: homes, temporary directories, other disks. */
export function findSetIdElsewhere(
  ask: AskProgram,
  mounts: readonly Mount[],
): Promise<UnusualFiles | undefined> {
  const places = placesFor(mounts, (top) => !systemTop.test(top));
  return walk(ask, places, ["-type", "f", "-perm", "/6000"]);
}

/** Directories right below the root that are wanted, and every disk mounted below them. */
function placesFor(mounts: readonly Mount[], isWanted: (top: Path) => boolean): readonly Path[] {
  const tops = readdirSync("/", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `/${name}`);
  const own = tops.filter((top) => isWanted(top) && !isLeftOut(top));
  const mounted = mounts
    .filter(({ path, type }) => path !== "/" && isDiskType(type) && !isLeftOut(path))
    .map(({ path }) => path)
    .filter((path) => isWanted(path.split("/", 2).join("/")) && !own.includes(path));
  return [...new Set([...own, ...mounted])];
}

function isLeftOut(path: Path): boolean {
  return leftOut.some((place) => path === place || path.startsWith(`${place}/`));
}

async function walk(
  ask: AskProgram,
  places: readonly Path[],
  condition: readonly string[],
): Promise<UnusualFiles | undefined> {
  if (places.length === 0) return { files: [], isPartial: false };
  const skip = leftOut.flatMap((path) => ["-path", path, "-prune", "-o"]);
  const answer = await ask({
    program: "find",
    arguments: [...places, "-xdev", ...skip, ...condition, "-printf", "%y %m %U %G %p\\0"],
    patience,
    niceness: asideForVerify,
  });
  if (typeof answer === "string") return undefined;
  const isKept = makeStoreCheck();
  return {
    files: parseFound(decodeBytes(answer.output)).filter((file) => !isKept(file)),
    isPartial: /Permission denied/.test(answer.errors),
  };
}

/** What `-printf "%y %m %U %G %p\0"` printed. */
export function parseFound(text: string): readonly UnusualFile[] {
  return text
    .split("\0")
    .map((row) => /^(\w) ([0-7]+) (\d+) (\d+) (.+)$/s.exec(row))
    .filter((row) => row !== null)
    .map(([, letter, mode = "", uid, gid, path = ""]) => ({
      path,
      type: letter === "f" ? "file" : letter === "d" ? "directory" : "other",
      mode: Number.parseInt(mode, 8),
      uid: Number(uid),
      gid: Number(gid),
    }));
}
