import { setTimeout } from "node:timers/promises";
import type { PackagedPermissions, Probed } from "../../domain/check-up-facts.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { openAccessStore } from "../../system/check-up/access-store.ts";
import { probePackagedPermissions } from "../../system/check-up/packaged-permissions.ts";
import { archiveNames } from "../../system/packages/archive-members.ts";
import { makePackagedAccess } from "../../system/packages/packaged-access.ts";
import { readText } from "../../system/read-text.ts";
import { askLater, packageManager } from "../package-manager.ts";
import type { Session } from "../session.ts";
import type { Surroundings } from "./surroundings.ts";

const database = "/var/lib/dpkg";

/** Reads archives of packages for as long as `dpkg --verify` takes, unless all were asked for. */
export async function lookAtPermissions(
  around: Surroundings,
): Promise<Probed<PackagedPermissions>> {
  const { ask, facts, answers, session } = around;
  const owners = facts.packages.owners;
  // Before the clock starts: the walk alone may take as long as there is.
  const unusual = await around.unusualFiles();
  const end = new AbortController();
  const isThorough = isYes(answers.thorough) || isYes(answers.fetch);
  if (!isThorough) void patienceOf(around).then(() => end.abort());
  return probePackagedPermissions({
    ask,
    database,
    archives: archiveNames(readText(`${database}/status`) ?? ""),
    access: makePackagedAccess({ owners }),
    accounts: facts.accounts,
    store: openAccessStore(session.directories.cache, facts.caller.identity.uid),
    unusual,
    owners,
    signal: end.signal,
    ...(isYes(answers.fetch) ? { fetching: fetchingFor(session) } : {}),
  });
}

function fetchingFor(session: Session) {
  return {
    directory: `${session.directories.cache}/fetched`,
    obtainable: (versions: readonly string[]) =>
      askLater(packageManager.obtainable(versions), session),
  };
}

/**
 * Beside the rest only for a part of its time, since two that calculate slow each other down: what
 * was read is kept, and the next check-up goes on from there. By itself, as long as a person waits.
 */
function patienceOf({ ids, systemFiles }: Surroundings): Promise<unknown> {
  const wait = (time: number) => setTimeout(time, undefined, { ref: false });
  if (!ids.has("system-files")) return wait(aloneFor);
  // A quick `dpkg --verify` must not leave everything unread.
  return Promise.all([
    wait(besideOthersAtLeast),
    Promise.race([systemFiles(), wait(besideOthersFor)]),
  ]);
}

/** Milliseconds. */
const aloneFor = 8000;
const besideOthersFor = 3000;
const besideOthersAtLeast = 1000;

function isYes(answer: Answers[string] | undefined): boolean {
  return answer === true || answer === "yes" || answer === "true";
}
