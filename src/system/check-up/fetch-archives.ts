import { existsSync, mkdirSync, rmSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { nodePath } from "../node-path.ts";
import { type ArchiveReading, readArchives } from "./archive-reader.ts";

/** A package whose archive is to be fetched. */
export interface FetchTask {
  readonly name: string;
  /** As apt asks for it: `acl=2.3.1-3`. */
  readonly version: string;
  /** What apt calls the archive. */
  readonly archive: string;
}

/** So many at a time: one call for each would take longer than the fetching. */
const batchSize = 10;

/**
 * Fetches archives into a directory of ours, reads them and deletes each batch again: all packages
 * of a system together are larger than anybody wants to keep. Ends when nothing comes any more.
 */
export async function fetchArchives(
  tasks: readonly FetchTask[],
  directory: Path,
  reading: ArchiveReading,
): Promise<void> {
  mkdirSync(nodePath(directory), { recursive: true, mode: 0o700 });
  try {
    for (let at = 0; at < tasks.length; at += batchSize) {
      const batch = tasks.slice(at, at + batchSize);
      await fetchBatch(batch, directory, reading.ask);
      const there = batch
        .map(({ name, archive }) => ({ name, archive: `${directory}/${archive}` }))
        .filter(({ archive }) => existsSync(nodePath(archive)));
      if (there.length === 0) return;
      await readArchives(there, reading);
      for (const { archive } of there) rmSync(nodePath(archive));
    }
  } finally {
    rmSync(nodePath(directory), { recursive: true, force: true });
  }
}

async function fetchBatch(
  batch: readonly FetchTask[],
  directory: Path,
  ask: AskProgram,
): Promise<void> {
  await ask({
    program: "apt-get",
    arguments: ["-qq", ...withoutCaches, "download", ...batch.map(({ version }) => version)],
    directory,
    patience: 1800,
  });
}

/** As root, apt would write its caches in the system's own place. */
const withoutCaches = ["-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="];
