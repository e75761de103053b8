import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { findLast, listIds } from "../../src/journal/read-journal.ts";
import { bundleWorker } from "../support/bundle-worker.ts";
import { skipUnless } from "../support/need.ts";

import { runKept, undoAll } from "../support/round-trip.ts";
import { compareSnapshots, takeSnapshot } from "../support/snapshot.ts";
import { type Call, countCalls, runInjected } from "../support/strace-inject.ts";
import { assertSame, makeContext, makeFolder, runBash } from "../support/trial.ts";

const tree = `
mkdir -p docs/deep; echo 1 > docs/one; echo 2 > docs/deep/two; ln docs/one twin; ln -s docs link
echo text > notes; echo other > other; chmod 640 notes; truncate -s 2M big
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs other big .
`;
const line =
  "rm -r docs; echo changed > notes; mv other moved; chmod 600 twin; mkdir made; echo x > made/x; echo y >> big; rm link; mkdir link";

/** Each call takes a second or two: HANDRAIL_TEST_STRIDE=1 asks for all of them. */
const stride = Number(process.env.HANDRAIL_TEST_STRIDE ?? 60);
const purgeStride = Math.ceil(stride / 8);
const randomKills = Number(process.env.HANDRAIL_TEST_KILLS ?? 8);
const seed = Number(process.env.HANDRAIL_TEST_SEED ?? 1);
const skip = skipUnless({ root: true, tools: ["strace"] });

describe("a guard that is cut off at a system call", { skip }, () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  let worker = "";
  let workerFolder = "";
  before(async () => {
    workerFolder = makeFolder();
    worker = await bundleWorker("guard-worker", workerFolder);
  });
  after(() => rmSync(workerFolder, { recursive: true, force: true }));
  beforeEach(() => {
    place = makeFolder();
    prepare();
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  function prepare(): void {
    for (const name of ["work", "state"])
      rmSync(join(place, name), { recursive: true, force: true });
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    assert.equal(runBash(tree, folder).errors, "");
    context = makeContext(join(place, "state"));
  }

  function command(task: string, subject: string): readonly string[] {
    return [process.execPath, worker, task, context.stateDirectory, folder, subject];
  }

  /** What the next guard finds and does: the line is undone where it had begun. */
  function recover(): void {
    sweepUnstarted(context);
    const last = findLast(context);
    if (last !== undefined) undoAll(last, context);
  }

  /** Nothing is left in the store that no entry of the journal knows of. */
  function assertNoLeftovers(): void {
    const known = new Set(listIds(context));
    const kept = listNames(join(context.stateDirectory, "kept"));
    assert.deepEqual(
      kept.filter((name) => !known.has(name)),
      [],
    );
    assert.deepEqual(listNames(join(context.stateDirectory, "keeping")), []);
  }

  const faults = ["signal=KILL", "error=ENOSPC", "error=EIO", "error=EDQUOT"] as const;
  for (const [offset, fault] of faults.entries()) {
    it(`${fault}, while a line is kept, run and recorded`, () => {
      const calls = countCalls(command("run", line), join(place, "calls"));
      assert.ok(calls.length > 40, `only ${calls.length} calls`);
      for (const call of choose(calls, offset)) {
        prepare();
        const before = takeSnapshot(folder);
        const { status, signal, errors } = runInjected(command("run", line), call, fault);
        const where = `${fault} at ${call.name} ${call.at}: ${status ?? signal} ${errors}`;
        const isRun = compareSnapshots(before, takeSnapshot(folder)).length > 0;
        assert.ok(!isRun || findLast(context) !== undefined, `${where}: run without a way back`);
        recover();
        assertSame(before, takeSnapshot(folder), where);
        assertNoLeftovers();
      }
    });

    it(`${fault}, while a line is undone`, () => {
      const run = (): string =>
        spawnSync(process.execPath, command("run", line).slice(1)).stdout.toString();
      const calls = countCalls(command("undo", run()), join(place, "calls"));
      assert.ok(calls.length > 40, `only ${calls.length} calls`);
      for (const call of choose(calls, offset)) {
        prepare();
        const before = takeSnapshot(folder);
        const id = run();
        const { status, signal, errors } = runInjected(command("undo", id), call, fault);
        const where = `${fault} at ${call.name} ${call.at}: ${status ?? signal} ${errors}`;
        const again = runUndo(id, context);
        assert.ok(["undone", "already"].includes(again.kind), `${where} ${JSON.stringify(again)}`);
        assertSame(before, takeSnapshot(folder), where);
        assertNoLeftovers();
      }
    });
  }

  it("while it lets go of old entries: each stands as a whole, or is gone", () => {
    const makeOld = (): void => {
      prepare();
      const old = { ...context, now: () => Date.now() - 3 * 86_400_000 };
      for (const one of ["rm notes", "echo x > other; rm -r docs"]) runKept(one, folder, old);
    };
    makeOld();
    const calls = countCalls(command("purge", ""), join(place, "calls"));
    assert.ok(calls.length > 20, `only ${calls.length} calls`);
    for (const call of calls.filter((_, index) => index % purgeStride === 0)) {
      for (const fault of ["signal=KILL", "error=EIO"]) {
        makeOld();
        runInjected(command("purge", ""), call, fault);
        sweepUnstarted(context);
        assertNoLeftovers();
        for (let last = findLast(context); last !== undefined; last = findLast(context)) {
          undoAll(last, context);
        }
      }
    }
  });

  it("or killed at any time", async () => {
    const random = makeRandom(seed);
    for (let round = 0; round < randomKills; round += 1) {
      prepare();
      const before = takeSnapshot(folder);
      await kill(command("run", line), 60 + random() * 250);
      if (round % 2 === 1) {
        const last = findLast(context);
        if (last !== undefined) await kill(command("undo", last), 60 + random() * 250);
      }
      recover();
      assertSame(before, takeSnapshot(folder), `round ${round}`);
      assertNoLeftovers();
    }
  });
});

/** Some of the calls, other ones for each fault, and all with a stride of 1. */
function choose(calls: readonly Call[], offset: number): readonly Call[] {
  return calls.filter((_, index) => index % stride === offset % stride);
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

/** Mulberry32: the same numbers for the same seed. */
function makeRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
