import { readdirSync, readFileSync } from "node:fs";
import type { ChangedAccess, UnusualFile } from "../../domain/check-up-facts.ts";
import type { PackagedAccess } from "../../domain/packaged-access.ts";
import type { Path } from "../../domain/world.ts";
import { remember } from "../lazily.ts";
import { plainMode, type UnusualMember } from "./access-store.ts";

type Access = ChangedAccess["now"];

/** What is on the disk beside what packages say. */
export interface AccessComparison {
  readonly unusual: readonly UnusualFile[];
  readonly database: Path;
  readonly overrides: ReadonlyMap<Path, PackagedAccess>;
  /** Packages whose archives were read, with what in them is not plain. */
  readonly packages: readonly {
    readonly name: string;
    readonly members: readonly UnusualMember[];
  }[];
  owners(path: Path): readonly string[];
  isSetByScript(name: string, path: Path): boolean;
  now(path: Path): Access | undefined;
}

/**
 * Both sides hold only what is not plainly root's, so a path that one of them lacks is plain there.
 * Each difference is looked at again on the disk before it counts.
 */
export function findChangedAccess(comparison: AccessComparison): {
  readonly changed: readonly ChangedAccess[];
  readonly setByScripts: number;
} {
  const packaged = packagedAccess(comparison);
  const changed: ChangedAccess[] = [];
  let setByScripts = 0;
  for (const path of candidates(comparison)) {
    const now = comparison.now(path);
    if (now === undefined) continue;
    const override = comparison.overrides.get(path);
    const owners = override === undefined ? comparison.owners(path) : [];
    const wanted = override === undefined ? owners.map((name) => packaged(name, path)) : [override];
    if (!isDifferent(path, now, wanted)) continue;
    if (owners.some((name) => comparison.isSetByScript(name, path))) setByScripts += 1;
    else changed.push(changeOf(path, now, wanted[0], owners[0]));
  }
  return {
    changed: changed.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    setByScripts,
  };
}

function candidates({ unusual, packages, overrides }: AccessComparison): ReadonlySet<Path> {
  const found = new Set<Path>(overrides.keys());
  for (const { path, type } of unusual) if (type !== "other") found.add(path);
  for (const { members } of packages) for (const { path } of members) found.add(path);
  return found;
}

/** What a package says of a path; undefined where its archive was not read, or lacks the path. */
function packagedAccess({ packages, database }: AccessComparison) {
  const known = new Map(
    packages.map(({ name, members }) => [
      name,
      new Map(members.map((member) => [member.path, member])),
    ]),
  );
  const files = listFiles(database);
  const lists = remember((name: string) => readList(files.get(name) ?? "/dev/null"));
  return (name: string, path: Path): Access | undefined => {
    const members = known.get(name);
    if (members === undefined) return undefined;
    const member = members.get(path);
    if (member !== undefined) return member;
    const kind =
      lists(name).get(path) ?? lists(name).get(path.replace(/^\/usr\/(s?bin|lib\w*)\//, "/$1/"));
    return kind === undefined ? undefined : { mode: plainMode(kind), owner: "root", group: "root" };
  };
}

/** The paths of a package; those that others lie below are directories. */
function readList(file: Path): ReadonlyMap<Path, "file" | "directory"> {
  const found = new Map<Path, "file" | "directory">();
  for (const path of readFileSync(file, "utf8").split("\n")) {
    found.set(path, "file");
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (found.has(parent)) found.set(parent, "directory");
  }
  return found;
}

/** The list of each package; some have their architecture in their name. */
function listFiles(database: Path): ReadonlyMap<string, Path> {
  const names = readdirSync(`${database}/info`).filter((name) => name.endsWith(".list"));
  return new Map(
    names.map((name) => [name.replace(/(?::[^:]*)?\.list$/, ""), `${database}/info/${name}`]),
  );
}

/** Several packages share a directory: one of them that agrees is enough, and none may be unknown. */
function isDifferent(path: Path, now: Access, wanted: readonly (Access | undefined)[]): boolean {
  if (wanted.length === 0 || wanted.includes(undefined)) return false;
  return !wanted.some((one) => one !== undefined && isAsWanted(path, now, one));
}

function isAsWanted(path: Path, now: Access, wanted: Access): boolean {
  if (now.owner !== wanted.owner || now.group !== wanted.group) return false;
  // An administrator may well close a configuration file further.
  return now.mode === wanted.mode || (path.startsWith("/etc/") && (now.mode & ~wanted.mode) === 0);
}

function changeOf(
  path: Path,
  now: Access,
  wanted: Access | undefined,
  name: string | undefined,
): ChangedAccess {
  const { mode, owner, group } = wanted ?? now;
  return {
    path,
    now,
    packaged: { mode, owner, group },
    ...(name === undefined ? {} : { package: name }),
  };
}
