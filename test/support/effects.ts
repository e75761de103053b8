import { type Argument, plainArgument } from "../../src/domain/argument.ts";
import type { Cause, Effect } from "../../src/domain/effect.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import type { FileStatus, FileType, Path } from "../../src/domain/world.ts";

/** A file of ann's as lstat would tell it. */
export function statusOf(changed: Partial<FileStatus> = {}): FileStatus {
  return {
    type: "file",
    mode: 0o644,
    uid: 1000,
    gid: 1000,
    size: 1_000,
    device: 1,
    inode: 7,
    links: 1,
    deviceNumber: 0,
    modified: 0,
    ...changed,
  };
}

/** The cause of a command typed by ann at home, its words standing in the line as they are. */
export function causeOf(line: string, changed: Partial<Cause> = {}): Cause {
  const command: Argument[] = [];
  for (const { 0: text, index } of line.matchAll(/\S+/g)) {
    command.push(plainArgument(text, [index, index + text.length]));
  }
  return {
    program: command[0]?.text ?? "",
    command,
    span: [0, line.length],
    identity: { uid: 1000, gid: 1000, groups: [1000], capabilities: new Set() },
    directory: "/home/ann",
    wrappers: [],
    ...changed,
  };
}

export function deletionOf(
  path: Path,
  cause: Cause,
  type: FileType = "file",
  before = statusOf({ type }),
): Effect {
  return { kind: "delete", path, type, before, cause };
}

/** A line that was foreseen to have just these effects. */
export function foreseenWith(line: string, effects: readonly Effect[]): Foreseen {
  return {
    line,
    argv: null,
    directory: "/home/ann",
    effects,
    unknown: [],
    steps: [],
    isPartlyCounted: false,
    status: 0,
    changes: () => [],
    everyChange: () => [],
    touched: () => [],
  };
}
