import type { Probed, SetIdProgram } from "../../domain/check-up-facts.ts";
import type { AccountFacts, PackageFacts } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import type { UnusualFiles } from "./unusual-files.ts";

/** Where everybody, or each user, may put files. */
const usersPlaces = /^\/(?:home|tmp|var\/tmp|dev\/shm|media|mnt|run\/user)\//;

/** Set-id programs that no package brought, wherever on the disks they lie. */
export function probeSetIdPrograms(
  walks: readonly (UnusualFiles | undefined)[],
  packages: Pick<PackageFacts, "isKnown" | "owners">,
  accounts: AccountFacts,
): Probed<readonly SetIdProgram[]> {
  if (!packages.isKnown) {
    return {
      kind: "unknown",
      reason: "There is no package database that says whose programs are whose.",
    };
  }
  const done = walks.filter((walk) => walk !== undefined);
  if (done.length < walks.length) {
    return { kind: "unknown", reason: "The disks could not be looked through to the end." };
  }
  const facts = done
    .flatMap(({ files }) => files)
    .filter(({ type, mode }) => type === "file" && isSetId(mode))
    .filter(({ path }) => packages.owners(path).length === 0)
    .map(({ path, mode, uid, gid }) => ({
      path,
      mode,
      owner: accounts.user(uid)?.name ?? String(uid),
      group: accounts.group(gid)?.name ?? String(gid),
      isInUsersPlace: isInUsersPlace(path),
    }));
  const isPartial = done.some((walk) => walk.isPartial);
  return { kind: "known", facts, ...(isPartial ? { isPartial } : {}) };
}

/** Set-group-id without the right to run it by the group was a lock of old, and gives nobody anything. */
function isSetId(mode: number): boolean {
  return (mode & 0o4000) !== 0 ? (mode & 0o111) !== 0 : (mode & 0o2010) === 0o2010;
}

function isInUsersPlace(path: Path): boolean {
  return usersPlaces.test(path);
}
