import { textOfList } from "../../domain/access-list.ts";
import type { Difference } from "../../domain/access-report.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import { formatMode, showName } from "../../domain/text.ts";
import { type Inode, isOrdinary, isProgram, type PermissionFacts } from "./facts.ts";

/** Differences that are shown, at the most. */
const maximumShown = 500;

type Sort = "folder" | "program" | "file";

/** Things below a folder that are not owned or protected like most of their sort. */
export function findDifferences(facts: PermissionFacts): readonly Difference[] {
  const { below, accounts } = facts;
  const ordinary = below.filter(isOrdinary);
  const usual = new Map<Sort, string>();
  for (const sort of ["folder", "program", "file"] as const) {
    const most = mostFrequent(ordinary.filter((inode) => sortOf(inode) === sort).map(keyOf));
    if (most !== undefined) usual.set(sort, most);
  }
  const found: Difference[] = [];
  const prefix = facts.path === "/" ? 1 : facts.path.length + 1;
  for (const inode of ordinary) {
    if (found.length >= maximumShown) break;
    const most = usual.get(sortOf(inode));
    if (most === undefined || keyOf(inode) === most) continue;
    found.push({
      path: inode.path.slice(prefix),
      what: describe(inode, most, accounts),
      isFolder: inode.type === "directory",
    });
  }
  return found;
}

function sortOf(inode: Inode): Sort {
  if (inode.type === "directory") return "folder";
  return isProgram(inode) ? "program" : "file";
}

/** What tells one apart: owner, group, mode and list. */
function keyOf({ uid, gid, mode, lists }: Inode): string {
  const list = lists === undefined ? "" : textOfList(lists.access);
  return [uid, gid, formatMode(mode), list].join(" ");
}

function mostFrequent(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let best: string | undefined;
  for (const [key, count] of counts) if (count > (counts.get(best ?? "") ?? 0)) best = key;
  return best;
}

function describe(inode: Inode, usual: string, accounts: AccountFacts): string {
  const [uid, gid, mode, list = ""] = usual.split(" ");
  const parts: string[] = [];
  if (String(inode.uid) !== uid) {
    parts.push(`belongs to ${showName(accounts.user(inode.uid)?.name ?? String(inode.uid))}`);
  }
  if (String(inode.gid) !== gid) {
    parts.push(`group ${showName(accounts.group(inode.gid)?.name ?? String(inode.gid))}`);
  }
  if (formatMode(inode.mode) !== mode)
    parts.push(describeMode(inode, Number.parseInt(mode ?? "0", 8)));
  if ((inode.lists === undefined ? "" : textOfList(inode.lists.access)) !== list) {
    parts.push(inode.lists === undefined ? "no access list" : "an access list of its own");
  }
  return parts.join(", ");
}

function describeMode({ mode, type }: Inode, usual: number): string {
  const gained = mode & ~usual;
  const lost = usual & ~mode;
  const isFolder = type === "directory";
  if ((mode & 0o6000 & ~usual) !== 0 && !isFolder) return "runs with its owner's rights";
  if ((gained & 0o002) !== 0) return "everybody can change it";
  if ((gained & 0o020) !== 0) return "the group can change it";
  if ((gained & 0o004) !== 0) return "everybody can see it";
  if ((lost & 0o004) !== 0) return "not everybody can see it";
  return `${formatMode(mode)} instead of ${formatMode(usual)}`;
}
