import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import type { JournalContext } from "../../src/journal/context.ts";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { findLast, listIds } from "../../src/journal/read-journal.ts";
import { makeRandom } from "./random.ts";
import { undoAll } from "./round-trip.ts";
import { compareSnapshots, type Snapshot, takeSnapshot } from "./snapshot.ts";
import { type Call, countCalls, runInjected } from "./strace-inject.ts";
import { assertSame, makeContext, makeFolder, runBash } from "./trial.ts";

/** What a guard is cut off at: a tree and a line that changes it. */
export interface CutOffSubject {
  /** Makes the tree, by bash in an empty folder. */
  readonly tree: string;
  readonly line: string;
  /** Lines whose entries a purge lets go of, one after the other. */
  readonly oldLines: readonly string[];
  /** Every Nth call only. */
  readonly stride: number;
}

export const faults = ["signal=KILL", "error=ENOSPC", "error=EIO", "error=EDQUOT"] as const;
type Fault = (typeof faults)[number];
type Task = "run" | "undo" | "purge";

/** What is to be struck, and whether all is well after that. */
interface Prepared {
  readonly what: string;
  judge(where: string): void;
}

/** A guard in a folder of its own that is cut off again and again, and what the next guard finds. */
export class CutOff {
  private readonly place = makeFolder();
  private readonly folder = join(this.place, "work");
  private readonly worker: string;
  private readonly subject: CutOffSubject;
  private context: JournalContext;

  constructor(worker: string, subject: CutOffSubject) {
    this.worker = worker;
    this.subject = subject;
    this.context = this.prepare();
  }

  close(): void {
    rmSync(this.place, { recursive: true, force: true });
  }

  private prepare(): JournalContext {
    const state = join(this.place, "state");
    for (const path of [this.folder, state]) rmSync(path, { recursive: true, force: true });
    mkdirSync(this.folder);
    assert.equal(runBash(this.subject.tree, this.folder).errors, "");
    this.context = makeContext(state);
    return this.context;
  }

  private command(task: Task | "run-long-ago", what: string): readonly string[] {
    return [process.execPath, this.worker, task, this.context.stateDirectory, this.folder, what];
  }

  private run(task: Task | "run-long-ago", what: string): string {
    const [program = "", ...words] = this.command(task, what);
    const { status, stdout, stderr } = spawnSync(program, words);
    assert.equal(status, 0, stderr.toString());
    return stdout.toString();
  }

  private listCalls(task: Task, what: string): readonly Call[] {
    return countCalls(this.command(task, what), join(this.place, "calls"));
  }

  /** What the next guard finds and does: the line is undone where it had begun. */
  private recover(): void {
    sweepUnstarted(this.context);
    const last = findLast(this.context);
    if (last !== undefined) undoAll(last, this.context);
  }

  /** Nothing is left in a store that no entry of the journal knows of. */
  private assertNoLeftovers(): void {
    const { stateDirectory } = this.context;
    const known = new Set(listIds(this.context));
    const kept = listNames(join(stateDirectory, "kept"));
    assert.deepEqual(
      kept.filter((name) => !known.has(name)),
      [],
    );
    assert.deepEqual(listNames(join(stateDirectory, "keeping")), []);
  }

  private assertBack(before: Snapshot, where: string): void {
    assertSame(before, takeSnapshot(this.folder), where);
    this.assertNoLeftovers();
  }

  /** One call after the other fails, or kills, while the line is kept, run and recorded. */
  cutOffRun(fault: Fault): number {
    this.prepare();
    const { line } = this.subject;
    return this.strikeEach("run", this.listCalls("run", line), fault, () => {
      this.prepare();
      const before = takeSnapshot(this.folder);
      const own = this.takeOwnSnapshot();
      const judge = (where: string): void => {
        const isRun = compareSnapshots(own, this.takeOwnSnapshot()).length > 0;
        assert.ok(!isRun || findLast(this.context) !== undefined, `${where}: no way back`);
        this.recover();
        this.assertBack(before, where);
      };
      return { what: line, judge };
    });
  }

  /** The same while it is undone. */
  cutOffUndo(fault: Fault): number {
    this.prepare();
    const { line } = this.subject;
    return this.strikeEach("undo", this.listCalls("undo", this.run("run", line)), fault, () => {
      this.prepare();
      const before = takeSnapshot(this.folder);
      const id = this.run("run", line);
      const judge = (where: string): void => {
        if (findLast(this.context) === id) undoAll(id, this.context);
        this.assertBack(before, where);
      };
      return { what: id, judge };
    });
  }

  /** The same while old entries are let go of: each stands as a whole or is gone. */
  cutOffPurge(fault: Fault): number {
    this.prepareOld();
    return this.strikeEach("purge", this.listCalls("purge", ""), fault, () => {
      const states = this.prepareOld();
      return { what: "", judge: (where) => this.assertEachWhole(states, where) };
    });
  }

  /** Prepares, strikes one call and judges what is left, for each; how many were struck. */
  private strikeEach(
    task: Task,
    calls: readonly Call[],
    fault: Fault,
    prepare: () => Prepared,
  ): number {
    const chosen = this.choose(calls, fault);
    // In a sample another call does as well where one cannot be met.
    const beside = this.subject.stride === 1 ? 1 : 4;
    const struck = chosen.filter((at) =>
      calls.slice(at, at + beside).some((call) => this.strike(task, call, fault, prepare)),
    );
    assert.ok(struck.length > chosen.length * 0.9, `${struck.length} of ${chosen.length} struck`);
    return struck.length;
  }

  /** How often threads are woken shifts the count a little: then the calls beside it are tried. */
  private strike(task: Task, call: Call, fault: Fault, prepare: () => Prepared): boolean {
    for (const shift of [0, 1, -1]) {
      const { what, judge } = prepare();
      const at = Math.max(1, call.at + shift);
      const log = join(this.place, "calls");
      const end = runInjected(this.command(task, what), { ...call, at }, fault, log);
      if (!end.isMeant) continue;
      judge(`${fault} at ${call.name} ${at}: ${end.status ?? end.signal} ${end.errors}`);
      return true;
    }
    return false;
  }

  /** Killed at any time in a run, in its undo and in a purge. */
  async killAtRandom(rounds: number, seed: number): Promise<void> {
    const random = makeRandom(seed);
    const longest = this.measure();
    for (let round = 0; round < rounds; round += 1) {
      const where = `round ${round} of seed ${seed}`;
      if (round % 4 === 3) {
        const states = this.prepareOld();
        await kill(this.command("purge", ""), random() * longest);
        this.assertEachWhole(states, where);
        continue;
      }
      this.prepare();
      const before = takeSnapshot(this.folder);
      if (round % 4 === 1) {
        const id = this.run("run", this.subject.line);
        await kill(this.command("undo", id), random() * longest);
      } else await kill(this.command("run", this.subject.line), random() * longest);
      this.recover();
      this.assertBack(before, where);
    }
  }

  /** Milliseconds that a whole run takes here and now, and some more. */
  private measure(): number {
    this.prepare();
    const started = performance.now();
    this.run("run", this.subject.line);
    return (performance.now() - started) * 1.2;
  }

  /** Entries of days ago; the states of the tree before each line and after the last. */
  private prepareOld(): readonly Snapshot[] {
    this.prepare();
    const states = [this.takeOwnSnapshot()];
    for (const line of this.subject.oldLines) {
      this.run("run-long-ago", line);
      states.push(this.takeOwnSnapshot());
    }
    return states;
  }

  /** Without the names that files have in the store. */
  private takeOwnSnapshot(): Snapshot {
    const entries = [...takeSnapshot(this.folder)];
    return new Map(entries.map(([path, entry]) => [path, { ...entry, linksOutside: 0 }]));
  }

  /** As many lines can be taken back as have an entry, each wholly. */
  private assertEachWhole(states: readonly Snapshot[], where: string): void {
    sweepUnstarted(this.context);
    this.assertNoLeftovers();
    let at = states.length - 1;
    for (let last = findLast(this.context); last !== undefined; last = findLast(this.context)) {
      undoAll(last, this.context);
      at -= 1;
    }
    const state = states[at];
    assert.ok(state !== undefined, where);
    assertSame(state, this.takeOwnSnapshot(), where);
  }

  /** The places of some of the calls, other ones for each fault, and of all with a stride of 1. */
  private choose(calls: readonly Call[], fault: Fault): readonly number[] {
    const { stride } = this.subject;
    assert.ok(calls.length > 15, `only ${calls.length} calls`);
    // To remove a tree is a thousand calls of one kind: of those some will do.
    const step = stride > 1 && calls.length > 300 ? stride * Math.ceil(calls.length / 60) : stride;
    return [...calls.keys()].filter((at) => at % step === faults.indexOf(fault) % step);
  }
}

async function kill(command: readonly string[], after: number): Promise<void> {
  const [program = "", ...words] = command;
  const child = spawn(program, words, { stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), after);
  await ended;
  clearTimeout(timer);
}

function listNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
