import type { Mount } from "./facts.ts";
import type { Path } from "./world.ts";

/** Mounts by where they are mounted; of several on one point the last, which covers the others. */
export type MountPoints = ReadonlyMap<Path, Mount>;

/** Mounts in the order in which they were made, by place. */
export function mountPointsOf(mounts: readonly Mount[]): MountPoints {
  return new Map(mounts.map((mount) => [mount.path, mount]));
}

/** The mount that a canonical path lies on. */
export function mountOf(points: MountPoints, path: Path): Mount | undefined {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const mount = points.get(at);
    if (mount !== undefined) return mount;
  }
  return points.get("/");
}
