import { basename } from "node:path/posix";
import { decodeBytes } from "../../domain/bytes.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { asideForVerify } from "../make-way.ts";
import type { ReadMembers } from "../packages/archive-members.ts";
import { type AccessStore, isPlain, type UnusualMember } from "./access-store.ts";

/** A package whose archive is to be read. */
export interface ArchiveTask {
  readonly name: string;
  readonly archive: Path;
}

export interface ArchiveReading {
  readonly ask: AskProgram;
  readonly readMembers: ReadMembers;
  readonly store: AccessStore;
  /** As many as may be read at a time. */
  readonly atOnce: number;
  /** Ends the reading: what was read so far is kept. */
  readonly signal?: AbortSignal;
}

/** A large archive takes some seconds on a slow machine. */
const patience = 300;

/** Reads archives one after the other into the store, the first ones first, until told to end. */
export async function readArchives(
  tasks: readonly ArchiveTask[],
  reading: ArchiveReading,
): Promise<void> {
  const waiting = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      if (reading.signal?.aborted === true) return;
      await readOne(task, reading);
    }
  };
  await Promise.all(Array.from({ length: reading.atOnce }, work));
}

async function readOne({ name, archive }: ArchiveTask, reading: ArchiveReading): Promise<void> {
  const answer = await reading.ask({
    program: "dpkg-deb",
    arguments: ["--contents", archive],
    patience,
    niceness: asideForVerify,
    ...(reading.signal === undefined ? {} : { signal: reading.signal }),
  });
  if (typeof answer === "string" || answer.status !== 0) return;
  const members: UnusualMember[] = [];
  for (const member of reading.readMembers(decodeBytes(answer.output), name).values()) {
    const { path, type, mode, owner, group } = member;
    if (type !== undefined && !isPlain(member)) members.push({ path, type, mode, owner, group });
  }
  reading.store.set(basename(archive), members);
}
