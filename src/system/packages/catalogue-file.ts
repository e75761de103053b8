import { readdirSync, statSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { openIndexFile, writeIndexFile } from "./index-file.ts";

/** Where apt keeps what it knows of its sources. */
const places: readonly Path[] = [
  "/var/lib/apt/lists",
  "/etc/apt",
  "/etc/apt/sources.list.d",
  "/etc/apt/preferences.d",
];

/** Changes whenever there is something else to be had, or from somewhere else. */
export function catalogueStamp(): string {
  const stamps = places.flatMap((place) => [stampOf(place), ...namesIn(place).map(stampOf)]);
  return `1 ${hashOf(stamps.join(" "))}`;
}

/** The text kept for the next time; undefined where there is none that `uid` alone has written. */
export function readCatalogueFile(path: Path, uid: number): string | undefined {
  try {
    const file = openIndexFile(path, uid);
    return file?.read(0, file.length).toString("utf8");
  } catch {
    return undefined;
  }
}

export function writeCatalogueFile(path: Path, text: string): void {
  writeIndexFile(path, Buffer.from(text, "utf8"));
}

function namesIn(place: Path): readonly Path[] {
  try {
    return readdirSync(nodePath(place))
      .sort()
      .map((name) => `${place}/${name}`);
  } catch {
    return [];
  }
}

function stampOf(path: Path): string {
  const stats = statSync(nodePath(path), { bigint: true, throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return "";
  return `${path}:${stats.ino}:${stats.mtimeNs}:${stats.size}`;
}

/** FNV-1a: the stamp only has to differ, not to withstand anybody. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  let other = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    other = (Math.imul(other, 31) + text.charCodeAt(at)) >>> 0;
  }
  return `${hash.toString(16)}${other.toString(16)}`;
}
