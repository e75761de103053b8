import { lstatSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename } from "node:path/posix";
import type { ChangedAccess, PackagedPermissions, Probed } from "../../domain/check-up-facts.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import type { PackagedAccessFacts } from "../../domain/packaged-access.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { nodePath } from "../node-path.ts";
import { makeMemberReader } from "../packages/archive-members.ts";
import type { AccessStore } from "./access-store.ts";
import { type ArchiveReading, type ArchiveTask, readArchives } from "./archive-reader.ts";
import { type AccessComparison, findChangedAccess } from "./changed-access.ts";
import { fetchArchives } from "./fetch-archives.ts";
import type { UnusualFiles } from "./unusual-files.ts";

export interface PermissionsProbe {
  readonly ask: AskProgram;
  readonly database: Path;
  /** What apt calls the archive of each installed package, by its name. */
  readonly archives: ReadonlyMap<string, string>;
  readonly access: Pick<PackagedAccessFacts, "archive" | "overrides" | "isSetByScript">;
  readonly accounts: AccountFacts;
  readonly store: AccessStore;
  readonly unusual: UnusualFiles | undefined;
  owners(path: Path): readonly string[];
  /** Which of these can be fetched, and where to: only with a person's consent. */
  readonly fetching?: {
    readonly directory: Path;
    obtainable(versions: readonly string[]): Promise<ReadonlySet<string>>;
  };
  /** Ends the reading of archives; without it all of them are read. */
  readonly signal?: AbortSignal;
}

/**
 * Files whose owner or permissions are not as packaged. Reading all archives takes longer than a
 * person waits, so those of packages with odd files come first, and what was read is kept.
 */
export async function probePackagedPermissions(
  probe: PermissionsProbe,
): Promise<Probed<PackagedPermissions>> {
  const { archives, store, unusual } = probe;
  if (archives.size === 0) return { kind: "unknown", reason: "There is no database of packages." };
  if (unusual === undefined) {
    return { kind: "unknown", reason: "The system's directories could not be looked through." };
  }
  const reading = readingFor(probe);
  await readArchives(inOrder(probe, unusual), reading);
  await fetchOthers(probe, reading);
  store.save(archives.values());
  const facts = { ...compare(probe, unusual), ...countCompared(probe) };
  return { kind: "known", facts, ...(unusual.isPartial ? { isPartial: true } : {}) };
}

function readingFor({ ask, database, store, signal }: PermissionsProbe): ArchiveReading {
  return {
    ask,
    readMembers: makeMemberReader(database),
    store,
    // The rest of the check-up keeps one processor busy.
    atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** How many packages could be compared, and what keeps the others from it. */
function countCompared({ archives, store, access }: PermissionsProbe) {
  const others = [...archives]
    .filter(([, archive]) => store.get(archive) === undefined)
    .map(([name]) => name);
  const withoutArchive = others.filter((name) => access.archive(name) === undefined);
  return {
    installed: archives.size,
    compared: archives.size - others.length,
    withoutArchive,
    waiting: others.length - withoutArchive.length,
  };
}

/** Those whose archive is not here, as far as their sources still have them. */
async function fetchOthers(probe: PermissionsProbe, reading: ArchiveReading): Promise<void> {
  const { fetching, archives, store, access } = probe;
  if (fetching === undefined) return;
  const missing = [...archives]
    .filter(
      ([name, archive]) => store.get(archive) === undefined && access.archive(name) === undefined,
    )
    .map(([name, archive]) => ({ name, archive, version: versionIn(name, archive) }));
  const obtainable = await fetching.obtainable(missing.map(({ version }) => version));
  const tasks = missing.filter(({ version }) => obtainable.has(version));
  await fetchArchives(tasks, fetching.directory, reading);
}

/** `acl=2.3.1-3` of `acl_2.3.1-3_amd64.deb`. */
function versionIn(name: string, archive: string): string {
  return `${name}=${(archive.split("_")[1] ?? "").replaceAll("%3a", ":")}`;
}

function compare(probe: PermissionsProbe, unusual: UnusualFiles) {
  const { archives, store } = probe;
  const comparison: AccessComparison = {
    unusual: unusual.files,
    database: probe.database,
    overrides: probe.access.overrides(),
    packages: [...archives].flatMap(([name, archive]) => {
      const members = store.get(archive);
      return members === undefined ? [] : [{ name, members }];
    }),
    owners: probe.owners,
    isSetByScript: probe.access.isSetByScript,
    now: (path) => accessOf(path, probe.accounts),
  };
  return findChangedAccess(comparison);
}

/** Archives that were not read yet: packages with odd files first, then the small ones. */
function inOrder(probe: PermissionsProbe, unusual: UnusualFiles): readonly ArchiveTask[] {
  const suspects = new Set(
    unusual.files
      .filter(
        ({ type, mode, uid, gid }) =>
          !(type === "file" && mode === 0o755 && uid === 0 && gid === 0),
      )
      .flatMap(({ path }) => probe.owners(path)),
  );
  const tasks = [...probe.archives.keys()].flatMap((name) => {
    const archive = probe.access.archive(name);
    if (archive === undefined || probe.store.get(basename(archive)) !== undefined) return [];
    return [{ name, archive, rank: suspects.has(name) ? 0 : 1, size: sizeOf(archive) }];
  });
  return tasks.toSorted((one, other) => one.rank - other.rank || one.size - other.size);
}

function sizeOf(path: Path): number {
  return statSync(nodePath(path), { throwIfNoEntry: false })?.size ?? 0;
}

/** Undefined for what is not there, and for links, whose permissions mean nothing. */
function accessOf(path: Path, accounts: AccountFacts): ChangedAccess["now"] | undefined {
  try {
    const stats = lstatSync(nodePath(path));
    if (stats.isSymbolicLink()) return undefined;
    return {
      mode: stats.mode & 0o7777,
      owner: accounts.user(stats.uid)?.name ?? String(stats.uid),
      group: accounts.group(stats.gid)?.name ?? String(stats.gid),
    };
  } catch {
    return undefined;
  }
}
