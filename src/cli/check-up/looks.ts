import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Probed, UnusualFile } from "../../domain/check-up-facts.ts";
import { readRoom } from "../../journal/room.ts";
import { probeAccountAccess } from "../../system/check-up/account-access.ts";
import { probeDiskSpace } from "../../system/check-up/disk-space.ts";
import { probeDueRestarts } from "../../system/check-up/due-restarts.ts";
import { probeOpenKeys } from "../../system/check-up/open-keys.ts";
import { probePackageHealth } from "../../system/check-up/package-health.ts";
import { probeSources } from "../../system/check-up/package-sources.ts";
import { probeRootLogin } from "../../system/check-up/root-login.ts";
import { probeSetIdPrograms } from "../../system/check-up/set-id-programs.ts";
import type { UnusualFiles } from "../../system/check-up/unusual-files.ts";
import { judgeAccounts } from "../../tasks/check-up/accounts.ts";
import { judgeDisk } from "../../tasks/check-up/disk.ts";
import { judgeIdentity } from "../../tasks/check-up/identity.ts";
import { judgeKept } from "../../tasks/check-up/kept.ts";
import { judgePackagedPermissions } from "../../tasks/check-up/packaged-permissions.ts";
import { judgePackages } from "../../tasks/check-up/packages.ts";
import { judgePrivateKeys } from "../../tasks/check-up/private-keys.ts";
import { judgeRestarts } from "../../tasks/check-up/restarts.ts";
import { judgeRootLogin } from "../../tasks/check-up/root-login.ts";
import { judgeRuns } from "../../tasks/check-up/runs.ts";
import { judgeSetId } from "../../tasks/check-up/set-id.ts";
import { judgeSources } from "../../tasks/check-up/sources.ts";
import { judgeSystemFiles } from "../../tasks/check-up/system-files.ts";
import { judgeUpdates } from "../../tasks/check-up/updates.ts";
import { judgeWorldWritable } from "../../tasks/check-up/world-writable.ts";
import { listRuns } from "../runs.ts";
import { lookAtPermissions } from "./packaged-permissions.ts";
import type { Surroundings } from "./surroundings.ts";
import { lookForUpdates } from "./updates.ts";

/** One part of the check-up: a probe of the machine and the judgement of what it found. */
export interface Look {
  /** That of the line it makes. */
  readonly id: string;
  find(around: Surroundings): CheckUpItem | Promise<CheckUpItem>;
}

/** All parts, in the order of the report; a new one is one more entry. All are started at once. */
export const looks: readonly Look[] = [
  // First, since everything else is done before this is.
  { id: "system-files", find: async (around) => judgeSystemFiles(await around.systemFiles()) },
  {
    id: "identity",
    find: ({ facts: { caller } }) =>
      judgeIdentity({ isRoot: caller.identity.uid === 0, loginName: caller.loginName }),
  },
  { id: "disk", find: ({ facts }) => judgeDisk(probeDiskSpace(facts.mounts.list)) },
  { id: "restarts", find: () => judgeRestarts(probeDueRestarts()) },
  { id: "runs", find: ({ session }) => judgeRuns(listRuns(session)) },
  {
    id: "kept",
    find: ({ session: { journal, configuration } }) =>
      judgeKept(readRoom(journal), configuration.kept),
  },
  { id: "accounts", find: () => judgeAccounts(probeAccountAccess()) },
  { id: "packages", find: async ({ ask }) => judgePackages(await probePackageHealth(ask)) },
  {
    id: "root-login",
    find: async ({ ask, facts }) =>
      judgeRootLogin(await probeRootLogin(ask, facts.caller.identity.uid === 0)),
  },
  { id: "sources", find: async ({ ask }) => judgeSources(await probeSources(ask)) },
  { id: "updates", find: async (around) => judgeUpdates(await lookForUpdates(around)) },
  {
    id: "private-keys",
    find: async ({ ask, facts }) => judgePrivateKeys(await probeOpenKeys(ask, facts.accounts)),
  },
  {
    id: "world-writable",
    find: async (around) => judgeWorldWritable(filesOf(await around.unusualFiles())),
  },
  {
    id: "set-id",
    find: async (around) => {
      const walks = await Promise.all([around.unusualFiles(), around.setIdElsewhere()]);
      const { packages, accounts } = around.facts;
      return judgeSetId(probeSetIdPrograms(walks, packages, accounts));
    },
  },
  {
    id: "packaged-permissions",
    find: async (around) => judgePackagedPermissions(await lookAtPermissions(around)),
  },
];

function filesOf(found: UnusualFiles | undefined): Probed<readonly UnusualFile[]> {
  if (found === undefined) {
    return { kind: "unknown", reason: "The system's directories could not be looked through." };
  }
  const { files, isPartial } = found;
  return { kind: "known", facts: files, ...(isPartial ? { isPartial } : {}) };
}
