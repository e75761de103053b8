import type { Path } from "../domain/world.ts";
import { readStatus } from "../journal/path-state.ts";
import { setModified, type WantedTime } from "../journal/set-modified.ts";
import { actAnchored } from "./anchored.ts";

/** Sets modification times through open directories; gives the paths where that failed. */
export function setModifiedAnchored(wanted: readonly WantedTime[]): readonly Path[] {
  const others = wanted.filter(({ path, modified }) => {
    const now = readStatus(path);
    return now !== undefined && now.mtimeNs !== modified;
  });
  const short = actAnchored(
    others,
    (group, passed) => {
      const times = group.map(({ subject, own, handed }) => ({ ...subject, path: own, handed }));
      const failed = new Set(setModified(times, passed));
      return group.flatMap(({ subject, own }) => (failed.has(own) ? [subject] : []));
    },
    "fall-short",
  );
  return short.map(({ path }) => path);
}
