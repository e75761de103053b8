import type { Path } from "../domain/world.ts";
import { type FlagChange, loosenFlags, writeFlags } from "../journal/file-flags.ts";
import { type Anchored, actAnchored } from "./anchored.ts";

/** Takes flags that hold files fast away, through open directories. */
export function loosenAnchored(changes: readonly FlagChange[]): void {
  actAnchored(changes, (group, passed) => {
    loosenFlags(group.map(handedOf), passed);
    return [];
  });
}

/** Sets flags as they were, through open directories; gives the paths where that failed. */
export function writeFlagsAnchored(changes: readonly FlagChange[]): readonly Path[] {
  const short = actAnchored(
    changes,
    (group, passed) => {
      const failed = new Set(writeFlags(group.map(handedOf), passed));
      return group.flatMap(({ subject, handed }) => (failed.has(handed) ? [subject] : []));
    },
    "fall-short",
  );
  return short.map(({ path }) => path);
}

function handedOf({ subject, handed }: Anchored<FlagChange>): FlagChange {
  return { ...subject, path: handed };
}
