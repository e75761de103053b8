import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path/posix";
import { plainArgument } from "../../src/domain/argument.ts";
import type { Cause, Effect } from "../../src/domain/effect.ts";
import type { Mount, MountFacts } from "../../src/domain/facts.ts";
import type { Identity } from "../../src/domain/identity.ts";
import type { Change, Foreseen } from "../../src/domain/plan.ts";
import type { FileStatus } from "../../src/domain/world.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { makeWorld } from "../../src/system/world.ts";
import { compareSnapshots, type Snapshot, type SnapshotEntry, takeSnapshot } from "./snapshot.ts";

/** A fresh folder of our own below the scratch directory, or below another one. */
export function makeFolder(parent: string = tmpdir()): string {
  return mkdtempSync(join(realpathSync(parent), "handrail-test-"));
}

/** Runs a line by bash in a directory; status and standard error. */
export function runBash(
  line: string,
  directory: string,
): { readonly status: number | null; readonly errors: string } {
  const { status, stderr } = spawnSync("bash", ["--norc", "-c", line], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, errors: stderr.toString() };
}

/** The test's own identity, with every file capability for root. */
export function ownIdentity(): Identity {
  const uid = process.geteuid?.() ?? 0;
  const gid = process.getegid?.() ?? 0;
  const capabilities = new Set(uid === 0 ? ["dac_override", "fowner", "chown"] : []);
  return { uid, gid, groups: process.getgroups?.() ?? [], capabilities };
}

/** Mounts as a test says they are, the root always among them. */
export function fakeMounts(...paths: readonly string[]): MountFacts {
  const list = ["/", ...paths].map((path): Mount => {
    return { path, device: 0, source: "test", type: "ext4", isReadOnly: false };
  });
  const holds = ({ path }: Mount, inner: string) => {
    return path === "/" || inner === path || inner.startsWith(`${path}/`);
  };
  const of = (inner: string) => {
    return list
      .filter((mount) => holds(mount, inner))
      .sort((a, b) => b.path.length - a.path.length)[0];
  };
  return { list, of, device: () => undefined };
}

export function makeContext(state: string, mounts: MountFacts = fakeMounts()): JournalContext {
  return { stateDirectory: state, identity: ownIdentity(), mounts };
}

/**
 * What a line would do, found out by doing it: bash runs it in a twin of the folder, and the
 * twin's changes are told as foreseen ones of the folder itself.
 */
export function foreseeByTrial(line: string, folder: string): Foreseen {
  const place = makeFolder();
  try {
    const twin = join(place, "twin");
    spawnSync("cp", ["-a", "--", folder, twin]);
    const before = takeSnapshot(twin);
    // Second names tell what was written to a file that is gone afterwards.
    const names = join(place, "names");
    spawnSync("cp", ["-al", "--", twin, names]);
    const original = takeSnapshot(folder);
    runBash(line, twin);
    const after = takeSnapshot(twin);
    const written = listWritten(before, takeSnapshot(names));
    return foreseenFrom(line, folder, { original, before, after, written });
  } finally {
    spawnSync("chmod", ["-R", "u+rwX", "--", place]);
    rmSync(place, { recursive: true, force: true });
  }
}

interface Trial {
  readonly original: Snapshot;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Files that were written in place at some time. */
  readonly written: ReadonlySet<string>;
}

function listWritten(before: Snapshot, names: Snapshot): ReadonlySet<string> {
  const paths = [...before.keys()];
  return new Set(paths.filter((path) => before.get(path)?.content !== names.get(path)?.content));
}

function foreseenFrom(line: string, folder: string, trial: Trial): Foreseen {
  const { original, before, after, written } = trial;
  const cause = makeCause(line, folder);
  const changes: Change[] = [];
  const effects: Effect[] = [];
  const touched: string[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const full = path === "." ? folder : `${folder}/${path}`;
    const first = before.get(path);
    const second = after.get(path);
    const change = changeOf(first, second);
    if (change !== undefined) changes.push({ path: full, change });
    if (first?.mtimeNs !== second?.mtimeNs && second !== undefined) touched.push(full);
    if (change === "metadata" && first !== undefined && second !== undefined) {
      effects.push({ kind: "metadata", path: full, before: statusOf(full), after: second, cause });
    }
    if (written.has(path)) {
      const status = statusOf(full);
      effects.push({
        kind: "write",
        path: full,
        before: status,
        how: "truncate",
        isSame: false,
        cause,
      });
    }
    const isReplaced = first?.identity !== second?.identity;
    if (change === "modified" && original.has(path) && second?.type === "file") {
      const how = isReplaced ? "replace" : "truncate";
      effects.push({
        kind: "write",
        path: full,
        before: statusOf(full),
        how,
        isSame: false,
        cause,
      });
    } else if (first !== undefined && isReplaced) {
      effects.push({ kind: "delete", path: full, type: "file", cause });
    }
    if (second !== undefined && isReplaced && second.twins !== "") {
      const names: readonly string[] = JSON.parse(second.twins);
      for (const name of names.filter((one) => before.has(one))) {
        effects.push({
          kind: "link",
          path: full,
          target: `${folder}/${name}`,
          isSymbolic: false,
          cause,
        });
      }
    }
  }
  return {
    line,
    argv: null,
    directory: folder,
    effects,
    unknown: [],
    steps: line
      .split(/;|&&|\|/)
      .map((part) => ({ argv: part.trim().split(/\s+/), span: [0, 0], status: 0 })),
    isPartlyCounted: false,
    status: 0,
    changes: () => changes,
    touched: () => touched,
  };
}

function statusOf(path: string): FileStatus {
  const status = makeWorld().lstat(path);
  if (typeof status === "string") throw new Error(`${path}: ${status}`);
  return status;
}

function changeOf(
  first: SnapshotEntry | undefined,
  second: SnapshotEntry | undefined,
): Change["change"] | undefined {
  if (first === undefined) return second === undefined ? undefined : "created";
  if (second === undefined) return "deleted";
  const keys = ["type", "content", "target", "device"] as const;
  if (keys.some((key) => first[key] !== second[key])) return "modified";
  // A file replaced by its equal: other bytes to no one, but another inode.
  if (first.identity !== second.identity && first.type !== "directory") return "modified";
  const access = ["mode", "uid", "gid", "attributes"] as const;
  return access.some((key) => first[key] !== second[key]) ? "metadata" : undefined;
}

function makeCause(line: string, folder: string): Cause {
  const command = line.split(" ").map((word) => plainArgument(word));
  const program = command[0]?.text ?? "";
  return {
    program,
    command,
    span: [0, 0],
    identity: ownIdentity(),
    directory: folder,
    wrappers: [],
  };
}

/** Fails with the differences when two snapshots are not the same. */
export function assertSame(before: Snapshot, after: Snapshot, what: string): void {
  const differences = compareSnapshots(before, after);
  if (differences.length === 0) return;
  throw new Error(`${what}:\n${differences.slice(0, 20).join("\n")}`);
}
