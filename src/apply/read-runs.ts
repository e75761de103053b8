import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { ApplyEvent } from "../domain/apply-event.ts";
import type { ApplyRun } from "../domain/apply-run.ts";
import { type RunHeader, readRunHeader } from "../domain/run-header.ts";
import type { Path } from "../domain/world.ts";
import { isIdentifier } from "../journal/identifier.ts";
import { isGone } from "../journal/process-mark.ts";
import { nodePath } from "../system/node-path.ts";

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A run as its log tells it. */
export interface RunRecord {
  readonly header: RunHeader;
  readonly events: readonly ApplyEvent[];
}

/** Names of the runs in a directory of logs, the newest first. */
export function listRunIds(directory: Path): readonly string[] {
  try {
    const names = readdirSync(nodePath(directory)).filter((name) => name.endsWith(".jsonl"));
    const ids = names.map((name) => name.slice(0, -".jsonl".length)).filter(isIdentifier);
    return ids.sort().reverse();
  } catch {
    return [];
  }
}

/** All of a run's log; undefined where it cannot be read, or nothing of it was written yet. */
export function readRun(directory: Path, id: string): RunRecord | undefined {
  const file = openLog(directory, id);
  if (file === undefined) return undefined;
  try {
    const [head, ...events] = parseLines(readFileSync(file, "utf8"));
    const header = readRunHeader(head);
    if (header?.id !== id) return undefined;
    return { header, events: events.filter(isEvent) };
  } finally {
    closeSync(file);
  }
}

/** A run in short. */
export function summarizeRun({ header, events }: RunRecord, isSeen: boolean): ApplyRun {
  const { id, time, isRoot, plan, owner } = header;
  const last = events.at(-1);
  const of = plan.task === "undo" ? plan.answers.entry : undefined;
  const shared = { id, title: plan.title, time, isRoot, isSeen };
  const told = typeof of === "string" ? { ...shared, of } : shared;
  if (last?.kind === "ended") return { ...told, state: "ended", result: last.result };
  return { ...told, state: isGone(owner) ? "cut-off" : "running" };
}

/** How often a log is looked at, in milliseconds. */
const pace = 40;

/**
 * A run's events from its beginning, as they come, until it ends. One that is cut off ends with an
 * event of our own that says so.
 */
export async function* followRun(directory: Path, id: string): AsyncGenerator<ApplyEvent> {
  const file = openLog(directory, id);
  if (file === undefined) {
    yield endedAs("failed", `${id} was started, and its log in ${directory} cannot be read here.`);
    return;
  }
  try {
    yield* followFile(file);
  } finally {
    closeSync(file);
  }
}

async function* followFile(file: number): AsyncGenerator<ApplyEvent> {
  const tail = new Tail(file);
  let header: RunHeader | undefined;
  const begun = Date.now();
  for (;;) {
    // Asked before reading: what it wrote last is then read for certain.
    const isOver = header === undefined ? Date.now() - begun > 20_000 : isGone(header.owner);
    for (const value of parseLines(tail.next())) {
      header ??= readRunHeader(value);
      if (!isEvent(value)) continue;
      yield value;
      if (value.kind === "ended") return;
    }
    if (isOver) {
      yield endedAs("failed", header === undefined ? neverStarted : cutOff);
      return;
    }
    await pause(pace);
  }
}

const neverStarted = "The process that was to carry it out did not start. Nothing was done.";
const cutOff =
  "The process that carried it out is gone, so nobody knows how it ended. The history has what was begun.";

function endedAs(result: "failed", sentence: string): ApplyEvent {
  return { kind: "ended", result, sentence, time: new Date().toISOString() };
}

/** Reads what was added to a file, whole lines only. */
class Tail {
  private readonly file: number;
  private readonly decoder = new TextDecoder();
  private at = 0;
  private rest = "";

  constructor(file: number) {
    this.file = file;
  }

  next(): string {
    const buffer = Buffer.alloc(1 << 16);
    for (;;) {
      const count = readSync(this.file, buffer, 0, buffer.length, this.at);
      if (count === 0) break;
      this.at += count;
      this.rest += this.decoder.decode(buffer.subarray(0, count), { stream: true });
    }
    const end = this.rest.lastIndexOf("\n") + 1;
    const lines = this.rest.slice(0, end);
    this.rest = this.rest.slice(end);
    return lines;
  }
}

function openLog(directory: Path, id: string): number | undefined {
  if (!isIdentifier(id)) return undefined;
  try {
    const file = openSync(nodePath(`${directory}/${id}.jsonl`), flags);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
    return undefined;
  } catch {
    return undefined;
  }
}

/** The last line may have been cut off. */
function parseLines(text: string): readonly unknown[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}

const kinds: ReadonlySet<unknown> = new Set<ApplyEvent["kind"]>([
  "started",
  "waiting",
  "step-started",
  "progress",
  "output",
  "step-ended",
  "ended",
]);

/** Written by ourselves; a user could have changed only the log of their own. */
function isEvent(value: unknown): value is ApplyEvent {
  return typeof value === "object" && value !== null && "kind" in value && kinds.has(value.kind);
}
