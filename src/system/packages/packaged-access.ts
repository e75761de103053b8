import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { decodeBytes } from "../../domain/bytes.ts";
import type {
  PackagedAccess,
  PackagedAccessFacts,
  UnknownPackagedAccess,
} from "../../domain/packaged-access.ts";
import type { Path } from "../../domain/world.ts";
import { canonicalPath, realPath } from "../canonical-path.ts";
import { cleanEnvironment } from "../clean-environment.ts";
import { lazily, remember } from "../lazily.ts";
import { readText } from "../read-text.ts";
import { findTrustedProgram, isRootsOwn } from "../trusted-program.ts";
import { archiveNames, makeMemberReader, type ReadMembers } from "./archive-members.ts";
import { makeScriptCheck } from "./package-scripts.ts";

/** Where dpkg and apt keep what is read here, and who says which packages own a path. */
export interface PackagedAccessPlaces {
  readonly database?: Path;
  readonly archives?: Path;
  owners(path: Path): readonly string[];
}

const timeLimit = 60_000;
const outputLimit = 256 * 1024 * 1024;

/**
 * What Debian packages say of owners and permissions. dpkg records none, so it is read from
 * dpkg-statoverride's list, else from the archive of the same version in apt's cache.
 */
export function makePackagedAccess(places: PackagedAccessPlaces): PackagedAccessFacts {
  const database = places.database ?? "/var/lib/dpkg";
  const archives = places.archives ?? "/var/cache/apt/archives";
  const overrides = lazily(() => parseOverrides(readText(`${database}/statoverride`) ?? ""));
  const kept = lazily(() => new Set(namesIn(archives)));
  const fileNames = lazily(() => archiveNames(readText(`${database}/status`) ?? ""));
  const archive = (name: string): Path | undefined => {
    const fileName = fileNames().get(name);
    if (fileName === undefined || !kept().has(fileName)) return undefined;
    const real = realPath(`${archives}/${fileName}`);
    return real !== undefined && isRootsOwn(real) ? real : undefined;
  };
  const readMembers = makeMemberReader(database);
  const listing = remember((name: string) => {
    const path = archive(name);
    return path === undefined ? undefined : readArchive(path, name, readMembers);
  });
  const isSetByScript = makeScriptCheck(database);
  const of = (path: Path): PackagedAccess | UnknownPackagedAccess => {
    const canonical = canonicalPath(path);
    const override = overrides().get(canonical);
    if (override !== undefined) return override;
    return fromArchives(canonical, places.owners(canonical), { listing, isSetByScript });
  };
  return { overrides, archive, listing, isSetByScript, of };
}

function fromArchives(
  path: Path,
  owners: readonly string[],
  { listing, isSetByScript }: Pick<PackagedAccessFacts, "listing" | "isSetByScript">,
): PackagedAccess | UnknownPackagedAccess {
  if (owners.length === 0) return unknown("unowned", "no package owns it");
  const script = owners.find((name) => isSetByScript(name, path));
  if (script !== undefined) {
    return unknown("script", `${script} sets it by a script of its own while it is installed`);
  }
  for (const name of owners) {
    const found = listing(name)?.get(path);
    if (found !== undefined) return found;
  }
  const missing = owners.find((name) => listing(name) === undefined);
  return missing === undefined
    ? unknown("script", `${owners.join(", ")} makes it while it is installed`)
    : unknown("fetch", `the archive of ${missing} is not kept on this machine`);
}

function unknown(why: UnknownPackagedAccess["why"], reason: string): UnknownPackagedAccess {
  return { kind: "unknown", why, reason };
}

/** Lines of a user, a group, a mode and a path; numbers are written with a `#`. */
function parseOverrides(text: string): ReadonlyMap<Path, PackagedAccess> {
  const found = new Map<Path, PackagedAccess>();
  for (const line of text.split("\n")) {
    const [, owner, group, mode, name] = /^(\S+) (\S+) ([0-7]+) (\/.*)$/.exec(line) ?? [];
    if (owner === undefined || group === undefined || mode === undefined || name === undefined)
      continue;
    const path = canonicalPath(name);
    found.set(path, {
      kind: "known",
      path,
      owner: owner.replace(/^#/, ""),
      group: group.replace(/^#/, ""),
      mode: Number.parseInt(mode, 8),
      source: "override",
    });
  }
  return found;
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function readArchive(
  archive: Path,
  name: string,
  readMembers: ReadMembers,
): ReadonlyMap<Path, PackagedAccess> | undefined {
  const program = findTrustedProgram("dpkg-deb");
  if (program === undefined) return undefined;
  const { status, stdout } = spawnSync(program, ["--contents", archive], {
    env: cleanEnvironment({ LC_ALL: "C" }),
    stdio: ["ignore", "pipe", "ignore"],
    timeout: timeLimit,
    killSignal: "SIGKILL",
    maxBuffer: outputLimit,
  });
  if (status !== 0) return undefined;
  return readMembers(decodeBytes(stdout), name);
}
