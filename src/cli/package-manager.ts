import { statSync } from "node:fs";
import type { Inquiry } from "../domain/inquiry.ts";
import type { PackageRequest, PackageSimulation } from "../domain/packages.ts";
import type { Path } from "../domain/world.ts";
import { apt } from "../packages/apt.ts";
import type { PackageManager } from "../packages/manager.ts";
import { type Consulter, consultLater, consultNow } from "../system/consult.ts";
import { lazily } from "../system/lazily.ts";
import { makePrivateDirectory } from "../system/private-directory.ts";
import type { Session } from "./session.ts";

/** The package manager of this machine. */
export const packageManager: PackageManager = apt;

/** Answers an inquiry here and now. */
export function askNow<Answer>(inquiry: Inquiry<Answer>, session: Session): Answer {
  return consultNow(inquiry, consulterOf(session));
}

/** Answers an inquiry while other things go on, which go first by `niceness` as nice(1) counts. */
export function askLater<Answer>(
  inquiry: Inquiry<Answer>,
  session: Session,
  niceness = 0,
): Promise<Answer> {
  return consultLater(inquiry, { ...consulterOf(session), niceness });
}

function consulterOf({ directories, engine }: Session): Consulter {
  return makeConsulter(directories.cache, engine.machine.facts.caller.identity.uid);
}

function makeConsulter(cache: Path, uid: number): Consulter {
  const cacheDirectory = makePrivateDirectory(cache, uid);
  return cacheDirectory === undefined ? {} : { cacheDirectory };
}

/** What `facts.packages.simulate` is: an answer is kept while nothing that it rests on changes. */
export function makeSimulate(cache: Path, uid: number) {
  const consulter = lazily(() => makeConsulter(cache, uid));
  const known = new Map<string, PackageSimulation>();
  return (request: PackageRequest): PackageSimulation => {
    const key = JSON.stringify([request, ...foundations.map(stampOf)]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const simulation = consultNow(packageManager.simulate(request), consulter());
    known.set(key, simulation);
    return simulation;
  };
}

/** What apt makes its plans from. */
const foundations: readonly Path[] = [
  "/var/lib/dpkg/status",
  "/var/lib/apt/lists",
  "/var/lib/apt/extended_states",
  "/etc/apt/sources.list",
  "/etc/apt/sources.list.d",
  "/etc/apt/preferences",
  "/etc/apt/preferences.d",
];

function stampOf(path: Path): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino}:${stats.mtimeNs}:${stats.size}`;
}
