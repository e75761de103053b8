import type { Effect } from "./effect.ts";
import type { Path } from "./world.ts";

/** Folders whose content the effects fetch from another machine: what lies in them is not known. */
export function fetchedFolders(effects: readonly Effect[]): readonly Path[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "repository" || effect.target !== "a clone") return [];
    const isRemote = effects.some(
      ({ kind, cause }) => kind === "network" && cause.span[0] === effect.cause.span[0],
    );
    return isRemote ? [effect.repository] : [];
  });
}
