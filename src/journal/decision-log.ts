import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import type { DecisionRecord } from "../domain/decision-record.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { requirePrivateDirectory } from "./private-directory.ts";

/** Bytes at which the log becomes the old one and a new one is begun; two are kept. */
const longestLog = 512 * 1024;

const appending =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

/** How a line ends until its command has; the status then takes the place of `null`. */
const open = '"status":null}\n';

/** A line that was written, to be completed by how its command ended. */
export interface WrittenDecision {
  complete(status: number): void;
}

const notWritten: WrittenDecision = { complete: () => undefined };

/**
 * Adds a line to the log of decisions. Whatever goes wrong (a full disk, a directory that cannot be
 * written) is no reason not to run a command, so nothing is ever thrown.
 */
export function writeDecision(state: Path, uid: number, record: DecisionRecord): WrittenDecision {
  try {
    requirePrivateDirectory(state, uid);
    const path = logPath(state);
    makeRoom(path, logPath(state, true));
    // The status comes last, so that it can be filled in.
    const text = Buffer.from(`${JSON.stringify({ ...record, status: null })}\n`);
    const end = append(path, text, uid);
    return end === undefined ? notWritten : { complete: (status) => fillIn(path, end, status) };
  } catch {
    return notWritten;
  }
}

/** The decisions that are kept, the newest first; what cannot be read is left out. */
export function readDecisions(state: Path, limit: number): readonly DecisionRecord[] {
  const lines = [logPath(state, true), logPath(state)].flatMap(linesOf);
  const found: DecisionRecord[] = [];
  for (const line of lines.reverse()) {
    if (found.length === limit) break;
    const record = parse(line);
    if (record !== undefined) found.push(record);
  }
  return found;
}

function logPath(state: Path, isOld = false): Path {
  return `${state}/decisions${isOld ? ".old" : ""}.jsonl`;
}

function makeRoom(path: Path, old: Path): void {
  const size = statSync(nodePath(path), { throwIfNoEntry: false })?.size ?? 0;
  if (size >= longestLog) renameSync(nodePath(path), nodePath(old));
}

/** Where the line ends in the file; undefined where it could not be written as a whole. */
function append(path: Path, text: Buffer, uid: number): number | undefined {
  const file = openSync(nodePath(path), appending, 0o600);
  try {
    const before = fstatSync(file);
    if (!before.isFile() || before.uid !== uid || (before.mode & 0o077) !== 0) return undefined;
    if (writeSync(file, text) === text.length) return fstatSync(file).size;
    // Half a line would spoil the next one.
    ftruncateSync(file, before.size);
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** Puts the status where `null` stands, if that is still there. */
function fillIn(path: Path, end: number, status: number): void {
  try {
    const file = openSync(nodePath(path), constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      const there = Buffer.alloc(open.length);
      const at = end - open.length;
      if (readSync(file, there, 0, there.length, at) !== open.length) return;
      if (there.toString() !== open) return;
      writeSync(file, `"status":${String(status).padEnd(4)}}\n`, at);
    } finally {
      closeSync(file);
    }
  } catch {
    // Rotated or gone: how it ended is in the history as well.
  }
}

function linesOf(path: Path): string[] {
  try {
    return readFileSync(nodePath(path), "utf8").split("\n");
  } catch {
    return [];
  }
}

function parse(line: string): DecisionRecord | undefined {
  try {
    const record = JSON.parse(line);
    return record?.schema === "handrail/decision@1" && Array.isArray(record.findings)
      ? record
      : undefined;
  } catch {
    return undefined;
  }
}
