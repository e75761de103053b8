import { statSync } from "node:fs";
import type { AccountFacts, PackageFacts } from "../../domain/facts.ts";
import { lazily } from "../lazily.ts";
import { makePackagedAccess } from "./packaged-access.ts";

/** A larger archive takes longer to read than a check may. */
const largestArchive = 4_000_000;

/** Paths that one run asks for, at the most. */
const maximumPaths = 20;

/** `PackageFacts.properAccess` from what packages say of their files, where that is quickly known. */
export function makeProperAccess(
  owners: PackageFacts["owners"],
  accounts: AccountFacts,
): NonNullable<PackageFacts["properAccess"]> {
  const access = lazily(() => makePackagedAccess({ owners }));
  let asked = 0;
  return (path) => {
    if (asked >= maximumPaths) return undefined;
    asked += 1;
    const isLarge = owners(path).some((name) => {
      const archive = access().archive(name);
      return archive !== undefined && sizeOf(archive) > largestArchive;
    });
    const found = isLarge ? undefined : access().of(path);
    if (found?.kind !== "known") return undefined;
    const uid = accounts.user(found.owner)?.uid;
    const gid = accounts.group(found.group)?.gid;
    return uid === undefined || gid === undefined ? undefined : { mode: found.mode, uid, gid };
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY;
}
