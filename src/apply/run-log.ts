import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  writeSync,
} from "node:fs";
import type { ApplyEvent } from "../domain/apply-event.ts";
import type { RunHeader } from "../domain/run-header.ts";
import type { Path } from "../domain/world.ts";
import { makeIdentifier } from "../journal/identifier.ts";
import { StoreFailure, storeFailure } from "../journal/store-failure.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const fileFlags =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_EXCL |
  constants.O_NOFOLLOW;

/** Bytes of a program's output that a log takes; the rest of the events always find room. */
const outputLimit = 8 << 20;

/** Where a run is written down, whether or not anybody looks. */
export class RunLog {
  readonly id: string;
  private readonly file: number;
  private written = 0;

  private constructor(id: string, file: number) {
    this.id = id;
    this.file = file;
  }

  /**
   * Makes the log of a new run, which only `reader` can read, and gives the run its name. Throws
   * StoreFailure.
   */
  static create(directory: Path, uid: number, reader: number): RunLog {
    try {
      const place = openDirectory(directory, uid);
      try {
        const { id, file } = reserve(place);
        // The reader's own, but in a directory where only root can put another in its place.
        if (reader !== uid) fchownSync(file, reader, -1);
        fchmodSync(file, reader === uid ? 0o600 : 0o400);
        return new RunLog(id, file);
      } finally {
        closeSync(place);
      }
    } catch (error) {
      throw storeFailure(error, directory);
    }
  }

  /** The log of a run that was given its name before. Throws StoreFailure. */
  static open(directory: Path, uid: number, id: string): RunLog {
    try {
      const place = openDirectory(directory, uid);
      try {
        const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW;
        return new RunLog(id, openSync(`/proc/self/fd/${place}/${id}.jsonl`, flags));
      } finally {
        closeSync(place);
      }
    } catch (error) {
      throw storeFailure(error, directory);
    }
  }

  /** Writes the head; throws when it cannot be written, for then nothing may begin. */
  begin(header: RunHeader): void {
    try {
      this.append(header);
      fsyncSync(this.file);
    } catch (error) {
      throw storeFailure(error, "the log");
    }
  }

  /** Writes an event. A full disk does not stop what has begun: the event is lost. */
  write(event: ApplyEvent): void {
    if (event.kind === "output") {
      if (this.written > outputLimit) return;
      this.written += event.text.length;
    }
    try {
      this.append(event);
    } catch {
      // Whoever looks on learns of the end by the process that is gone.
    }
  }

  close(): void {
    closeSync(this.file);
  }

  private append(value: object): void {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
    let at = 0;
    while (at < bytes.length) at += writeSync(this.file, bytes, at);
  }
}

function openDirectory(directory: Path, uid: number): number {
  // Root's is open for looking: each log in it is one person's own.
  const mode = uid === 0 ? 0o755 : 0o700;
  try {
    mkdirSync(nodePath(directory), { recursive: uid !== 0, mode });
  } catch (error) {
    if (systemCodeOf(error) !== "EEXIST") throw error;
  }
  const place = openSync(nodePath(directory), directoryFlags);
  const status = fstatSync(place);
  if (status.uid === uid && (status.mode & 0o022) === 0) return place;
  closeSync(place);
  throw new StoreFailure(`${directory} could be changed by other users`);
}

function reserve(place: number): { readonly id: string; readonly file: number } {
  for (let attempt = 0; ; attempt += 1) {
    const id = makeIdentifier(Date.now(), attempt);
    try {
      const file = openSync(`/proc/self/fd/${place}/${id}.jsonl`, fileFlags, 0o600);
      return { id, file };
    } catch (error) {
      if (systemCodeOf(error) !== "EEXIST") throw error;
    }
  }
}
