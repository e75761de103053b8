import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type AgreedLine, runLine } from "../../src/apply/run-line.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { readHistory } from "../../src/journal/read-journal.ts";
import { undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, foreseeByTrial, makeContext, makeFolder, runBash } from "../support/trial.ts";

describe("running an agreed line", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash("echo text > notes; echo a > a; echo b > b", folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it("keeps, runs and records, and gives the line's own status", () => {
    const before = takeSnapshot(folder);
    const result = runLine(agree("rm notes; exit 7"), () => bash("rm notes; exit 7"), context);
    assert.ok(result.kind === "ran");
    assert.deepEqual([result.status, result.undo.grade, result.trouble], [7, "full", undefined]);
    assert.equal(readHistory(context, 1)[0]?.status, 7);
    undoAll(result.id ?? "", context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  it("runs nothing when the line would do something else by now", () => {
    const line = agree("rm ?");
    writeFileSync(join(folder, "c"), "new since");
    assert.equal(runLine(line, never, context).kind, "differs");
    assert.equal(runLine({ ...line, foresee: () => undefined }, never, context).kind, "differs");
  });

  it("lets sizes and times move on", () => {
    const line = agree("rm ?");
    writeFileSync(join(folder, "a"), "longer than before");
    assert.equal(runLine(line, () => bash("rm ?"), context).kind, "ran");
  });

  it("runs nothing when less can be kept than was promised, and leaves nothing behind", () => {
    const small = { ...context, copyLimit: 2 };
    const result = runLine(agree("echo x > notes"), never, small);
    assert.ok(result.kind === "less-undo");
    assert.equal(result.undo.grade, "none");
    assert.deepEqual(readHistory(context, 5), []);
    assert.deepEqual(readdirSync(join(place, "state/kept")), []);
  });

  it("runs nothing when nothing can be kept, unless undo is not wanted", () => {
    writeFileSync(join(place, "state"), "in the way");
    const result = runLine(agree("rm notes"), never, context);
    assert.ok(result.kind === "cannot-keep");
    assert.match(result.sentence, /is not a directory$/);
    const without = runLine(
      { ...agree("rm notes"), keepsUndo: false },
      () => bash("rm notes"),
      context,
    );
    assert.ok(without.kind === "ran");
    assert.equal(without.undo.grade, "none");
  });

  it("tells when the journal could not be completed, and loses neither status nor undo", () => {
    const before = takeSnapshot(folder);
    const result = runLine(
      agree("rm notes"),
      () => {
        const status = bash("rm notes");
        spawnSync("mkdir", [
          join(place, "state/journal", readHistory(context, 1)[0]?.id ?? "", "after.jsonl.new"),
        ]);
        return status;
      },
      context,
    );
    assert.ok(result.kind === "ran");
    assert.equal(result.status, 0);
    assert.match(result.trouble ?? "", /cannot be written/);
    const entry = join(place, "state/journal", result.id ?? "", "entry.json");
    spawnSync("sed", ["-i", 's/"pid":[0-9]*/"pid":1/', entry]);
    undoAll(result.id ?? "", context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  function agree(line: string): AgreedLine {
    const foresee = () => foreseeByTrial(line, folder);
    return { reviewed: foresee(), promised: "full", foresee, keepsUndo: true };
  }

  function bash(line: string): number {
    return runBash(line, folder).status ?? -1;
  }
});

function never(): number {
  throw new Error("the line was run");
}
