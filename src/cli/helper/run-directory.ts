import type { Path } from "../../domain/world.ts";
import { requirePrivateDirectory } from "../../journal/private-directory.ts";
import type { Session } from "../session.ts";

/** Where a run has its lock, and what its commands print on their way to the log. */
export function runDirectory({ directories, engine }: Session): Path {
  const { uid } = engine.machine.facts.caller.identity;
  const place = `${directories.state}/running`;
  requirePrivateDirectory(directories.state, uid);
  requirePrivateDirectory(place, uid);
  return place;
}
