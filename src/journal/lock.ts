import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { systemCodeOf } from "../system/node-path.ts";
import { isAlive, ownMark, type ProcessMark, parseMark } from "./process-mark.ts";
import { storeFailure } from "./store-failure.ts";

/** Another process works on the journal; nothing was done. */
export class LockHeld extends Error {
  override readonly name = "LockHeld";
}

const pause = 20;
/** A process that breaks a stale lock is done in far less time than this. */
const breakingLimit = 5000;

/**
 * Runs `action` while this process alone may undo or purge. New entries need no lock: each has a
 * directory of its own. Waits at most `patience` milliseconds, then throws LockHeld.
 */
export function withLock<T>(directory: Path, action: () => T, patience = 10_000): T {
  const release = acquireLock(directory, patience, "another guard is undoing something right now");
  try {
    return action();
  } finally {
    release();
  }
}

/**
 * Holds a directory's lock until the function that comes back is called. Waits at most `patience`
 * milliseconds, then throws LockHeld with that sentence. A holder that is gone holds nothing.
 */
export function acquireLock(directory: Path, patience: number, sentence: string): () => void {
  const lock = join(directory, "lock");
  const mine = join(directory, `lock.${process.pid}`);
  const text = JSON.stringify(ownMark());
  try {
    writeFileSync(mine, text, { mode: 0o600 });
    const end = Date.now() + patience;
    while (!tryLink(mine, lock)) {
      if (isStale(lock) && breakLock(directory, lock)) continue;
      if (Date.now() >= end) throw new LockHeld(sentence);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  } catch (error) {
    throw storeFailure(error, directory);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

/** link(2) either makes the name or fails: no two processes can both succeed. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isStale(lock: string): boolean {
  const holder = readHolder(lock);
  return holder !== undefined && !isAlive(holder);
}

function readHolder(lock: string): ProcessMark | undefined {
  try {
    return parseMark(readFileSync(lock, "utf8")) ?? { pid: 0, start: "" };
  } catch (error) {
    return systemCodeOf(error) === "ENOENT" ? undefined : { pid: 0, start: "" };
  }
}

/** Removes a lock whose holder is gone; one process at a time, or a fresh lock could be hit. */
function breakLock(directory: Path, lock: string): boolean {
  const guard = join(directory, "lock.breaking");
  try {
    writeFileSync(guard, "", { flag: "wx", mode: 0o600 });
  } catch {
    if (ageOf(guard) > breakingLimit) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (!isStale(lock)) return false;
    const aside = join(directory, `lock.stale.${process.pid}`);
    renameSync(lock, aside);
    rmSync(aside, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function ageOf(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
