import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { keptPath } from "../journal/complete.ts";
import { copyContent } from "../journal/copy-bytes.ts";
import type { Entry, Kept, PathState } from "../journal/entry.ts";
import { PathReader } from "../journal/path-reader.ts";
import { isState } from "../journal/path-state.ts";
import { runWithList } from "../journal/run-helper.ts";
import { nodePath, systemCodeOf, textOfName } from "../system/node-path.ts";
import { Anchors } from "./anchor.ts";

/** Something changed between the look at it and its turn. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
}

const reading = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const writing = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Puts files under their former names, one step at a time, none of which loses anything. */
export class Placer {
  readonly anchors = new Anchors();
  /** A moved tree may hold directories of others, who could put a link in the place of one. */
  private readonly sources = new Anchors();
  private readonly entry: Entry;

  constructor(entry: Entry) {
    this.entry = entry;
  }

  close(): void {
    this.anchors.close();
    this.sources.close();
  }

  /** The anchored name of a path that is still what was seen; undefined when it is gone. */
  checked(path: Path, now: PathState): string | Buffer | undefined {
    const name = this.anchors.at(path);
    const status = lstatSync(name, { bigint: true, throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (String(status.ino) === now.inode) return name;
    throw new ChangedMeanwhile(`${path} was changed just now`);
  }

  /** A second name for an inode that has one. */
  link(twin: Path, path: Path): void {
    const state = new PathReader().read(twin);
    this.place(path, (name) => {
      linkSync(nodePath(twin), name);
      const inode = String(lstatSync(name, { bigint: true }).ino);
      if (isState(state) && state.inode === inode) return;
      throw new ChangedMeanwhile(`${twin} was changed just now`);
    });
  }

  /** The kept inode itself, or a copy where it lies on another mount. */
  putBack(kept: Kept, path: Path): void {
    const file = this.source(kept);
    try {
      renameSync(file, this.anchors.at(path));
    } catch (error) {
      if (systemCodeOf(error) !== "EXDEV") throw error;
      this.place(path, (name) => copyFile(file, name));
    }
  }

  private source(kept: Kept): string | Buffer {
    const isInTree = kept.name.split("/").length > 2;
    if (!isInTree) return nodePath(keptPath(this.entry, kept));
    const store = keptPath(this.entry, { ...kept, name: "." });
    const actual = textOfName(realpathSync(nodePath(store), { encoding: "buffer" }));
    return this.sources.at(join(actual, kept.name));
  }

  /** What has no bytes of its own. */
  makeAnew(path: Path, before: PathState): void {
    this.place(path, (name) => {
      if (before.type === "link") symlinkSync(Buffer.from(nodePath(before.target ?? "")), name);
      else if (before.type === "fifo") runWithList(["mkfifo", "--"], [this.aside(path)]);
      else makeDevice(this.aside(path), before);
    });
  }

  /** Opens a file that is there, to write former bytes into it. */
  open(path: Path, now: PathState): number {
    const name = this.checked(path, now);
    if (name === undefined) throw new ChangedMeanwhile(`${path} was removed just now`);
    try {
      return openSync(name, writing);
    } catch (error) {
      if (systemCodeOf(error) !== "EACCES") throw error;
      makeWritable(name, now);
      return openSync(name, writing);
    }
  }

  /** The bytes that were kept, into an open file. */
  rewrite(kept: Kept, target: number): void {
    const source = openSync(nodePath(keptPath(this.entry, kept)), reading);
    try {
      copyContent(source, target);
    } finally {
      closeSync(source);
    }
  }

  /** Makes a file under a name beside and moves it over, so that the path is never missing. */
  private place(path: Path, make: (name: string | Buffer) => void): void {
    const name = this.anchors.at(this.aside(path));
    if (lstatSync(name, { throwIfNoEntry: false }) !== undefined) unlinkSync(name);
    make(name);
    renameSync(name, this.anchors.at(path));
  }

  /** The same name each time, so that what was cut off is found again and replaced. */
  private aside(path: Path): Path {
    return join(dirname(path), `.handrail-restoring-${this.entry.id}`);
  }
}

function copyFile(from: string | Buffer, to: string | Buffer): void {
  const source = openSync(from, reading);
  const target = openSync(to, writing | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    copyContent(source, target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** The owner's own right to write, given for the time of the undo; settled at its end. */
function makeWritable(name: string | Buffer, { mode }: PathState): void {
  if ((mode & 0o400) === 0) {
    // Not even to be opened for reading: the name was looked at a moment ago and is no link.
    chmodSync(name, mode | 0o600);
    return;
  }
  const file = openSync(name, reading);
  try {
    fchmodSync(file, mode | 0o600);
  } finally {
    closeSync(file);
  }
}

function makeDevice(path: Path, { type, deviceNumber }: PathState): void {
  const major = String((deviceNumber >> 8) & 0xfff);
  const minor = String((deviceNumber & 0xff) | ((deviceNumber >> 12) & 0xfff00));
  const letter = type === "block" ? "b" : "c";
  runWithList(["-I", "{}", "mknod", "{}", letter, major, minor], [path]);
}
