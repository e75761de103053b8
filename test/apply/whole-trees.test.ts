import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { moveTrees } from "../../src/apply/move-trees.ts";
import { runLine } from "../../src/apply/run-line.ts";
import { previewUndo, runUndo } from "../../src/apply/run-undo.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { readEntry, readHistory } from "../../src/journal/read-journal.ts";
import { foreseeIn } from "../support/foresee-in.ts";
import { skipUnless } from "../support/need.ts";
import { undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, makeContext, makeFolder, runBash } from "../support/trial.ts";

const files = 1100;

describe("rm of large trees", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    mkdirSync(join(folder, "big/sub"), { recursive: true });
    for (let at = 0; at < files; at += 1) writeFileSync(join(folder, `big/sub/${at}`), `${at}\n`);
    runBash(
      "echo 1 > big/one; chmod 600 big/one; ln big/one twin; ln -s nowhere big/link; mkdir small; echo s > small/s; touch -d @1500000000.000000007 big/sub big . small",
      folder,
    );
    context = makeContext(join(place, "state"));
  });
  afterEach(() => {
    spawnSync("chattr", ["-R", "-i", folder]);
    rmSync(place, { recursive: true, force: true });
  });

  it("moves them into the store, and undo, redo and undo bring back each state", () => {
    const before = takeSnapshot(folder);
    const id = run("rm -rf big small/ nosuch");
    assert.deepEqual(readdirSync(folder), ["twin"]);
    assert.equal(readHistory(context, 1)[0]?.counts.deleted, files + 6);
    const after = takeSnapshot(folder);
    const undone = undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
    const redone = undoAll(undone, context);
    assertSame(after, takeSnapshot(folder), "after redo");
    undoAll(redone, context);
    assertSame(before, takeSnapshot(folder), "after undo of the redo");
  });

  it("brings back a part of one, and the rest later", () => {
    const text =
      "setfattr -n user.note -v deep big/sub; chmod 2750 big/sub; mkdir -p big/other/deep";
    assert.equal(
      runBash(`${text}; touch big/other/deep/$'a\xff'; touch -d @9.5 big`, folder).errors,
      "",
    );
    const before = takeSnapshot(folder);
    const id = run("rm -rf big small");
    const only = (...names: readonly string[]) => ({
      only: names.map((name) => join(folder, name)),
    });
    assert.equal(runUndo(id, context, only("big/sub/none")).kind, "elsewhere");
    assert.equal(previewUndo(id, context, only("big/sub/7"))?.changes.length, 3);
    assert.equal(runUndo(id, context, only("big/sub/7", "big/other")).kind, "undone");
    assert.deepEqual(readdirSync(join(folder, "big")).sort(), ["other", "sub"]);
    assert.deepEqual(readdirSync(join(folder, "big/sub")), ["7"]);
    assert.equal(runUndo(id, context, only("big/sub/8", "small")).kind, "undone");
    assert.deepEqual(readdirSync(join(folder, "big/sub")).sort(), ["7", "8"]);
    undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after all of it");
  });

  it("brings back a part, takes that away, brings it back again, and then the rest", () => {
    const before = takeSnapshot(folder);
    const id = run("rm -rf big");
    const after = takeSnapshot(folder);
    const part = runUndo(id, context, { only: [join(folder, "big/one")] });
    assert.ok(part.kind === "undone", JSON.stringify(part));
    const redone = undoAll(part.id, context);
    assertSame(after, takeSnapshot(folder), "after the redo");
    undoAll(redone, context);
    assert.equal(readFileSync(join(folder, "big/one"), "utf8"), "1\n");
    undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after all of it");
  });

  it("takes no link that was put into a moved tree for a part of it", () => {
    const id = run("rm -rf big");
    writeFileSync(join(place, "7"), "elsewhere");
    const sub = join(place, "state/kept", id, "0/0/sub");
    renameSync(sub, `${sub}-aside`);
    symlinkSync(place, sub);
    const result = runUndo(id, context, { only: [join(folder, "big/sub")] });
    assert.ok(result.kind === "undone", JSON.stringify(result));
    assert.equal(readlinkSync(join(folder, "big/sub")), place);
    assert.equal(readFileSync(join(place, "7"), "utf8"), "elsewhere");
  });

  it("takes a part of what came back away again, brings that back, and then all of it", () => {
    const id = run("rm -rf big small");
    const after = takeSnapshot(folder);
    const undone = undoAll(id, context);
    writeFileSync(join(folder, "big/sub/9"), "mine");
    const only = (...names: readonly string[]) => ({
      only: names.map((name) => join(folder, name)),
    });
    assert.equal(runUndo(undone, context, only("big/sub/none")).kind, "elsewhere");
    assert.deepEqual(previewUndo(undone, context, only("big/sub/7", "big/one"))?.changes.length, 2);
    const part = runUndo(undone, context, only("big/sub/7", "big/one"));
    assert.ok(part.kind === "undone", JSON.stringify(part));
    assert.deepEqual(readdirSync(join(folder, "big")).sort(), ["link", "sub"]);
    assert.equal(readdirSync(join(folder, "big/sub")).length, files - 1);
    // What is somebody's own by now is not taken away, nor anything with it.
    const conflict = runUndo(undone, context, only("big/sub"));
    assert.ok(conflict.kind === "conflict", JSON.stringify(conflict));
    assert.deepEqual(
      conflict.conflicts.map(({ path }) => path),
      [join(folder, "big/sub/9")],
    );
    rmSync(join(folder, "big/sub/9"));
    writeFileSync(join(folder, "big/sub/9"), "9\n");
    undoAll(part.id, context);
    assert.deepEqual(readdirSync(join(folder, "big")).sort(), ["link", "one", "sub"]);
    assert.equal(readFileSync(join(folder, "big/one"), "utf8"), "1\n");
    rmSync(join(folder, "big/sub/9"));
    undoAll(undone, context);
    assertSame(after, takeSnapshot(folder), "after the redo of all");
  });

  it("stops a redo where something within was changed since", () => {
    const undone = undoAll(run("rm -rf big"), context);
    writeFileSync(join(folder, "big/sub/7"), "mine");
    const result = runUndo(undone, context);
    assert.ok(result.kind === "conflict");
    assert.deepEqual(result.conflicts, [
      { path: join(folder, "big/sub/7"), reason: "was changed since" },
    ]);
  });

  it("stops an undo where something else has the name by now", () => {
    const id = run("rm -rf big");
    mkdirSync(join(folder, "big"));
    assert.equal(runUndo(id, context).kind, "conflict");
  });

  it("brings back what was moved when the process was cut off before it could record that", () => {
    const before = takeSnapshot(folder);
    const running = moveTrees(foresee("rm -rf big small"), context);
    assert.ok(running !== undefined);
    const entry = join(place, "state/journal", running.entry.id, "entry.json");
    spawnSync("sed", ["-i", 's/"pid":[0-9]*/"pid":1/', entry]);
    assert.equal(readHistory(context, 1)[0]?.state, "interrupted");
    undoAll(running.entry.id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  const left: readonly (readonly [line: string, why: string])[] = [
    ["rm -rf small", "too small to be worth it"],
    ["rm -r big", "rm could ask"],
    ["rm -rfv big", "rm prints names"],
    ["rm -rf big; echo done", "another command"],
    ["rm -rf big > out", "a redirection"],
    ["rm -rf b*", "a pattern, to be expanded anew"],
    ["rm -rf big big/sub", "one within the other"],
    ["rm -rf ../work", "the directory that it runs in"],
    ["rm -rf big small/.", "what rm refuses"],
    ["find big -delete", "another program"],
  ];
  for (const [line, why] of left) {
    it(`leaves ${line} to the program itself: ${why}`, () => {
      const before = takeSnapshot(place);
      assert.equal(moveTrees(foresee(line), context), undefined);
      assertSame(before, takeSnapshot(place), "nothing has happened");
    });
  }

  it("leaves a tree to rm in which rm would refuse something", {
    skip: skipUnless({ root: true, tools: ["chattr"] }),
  }, () => {
    assert.equal(spawnSync("chattr", ["+i", join(folder, "big/sub/5")]).status, 0);
    const before = takeSnapshot(place);
    assert.equal(moveTrees(foresee("rm -rf big"), context), undefined);
    assertSame(before, takeSnapshot(place), "nothing has happened");
  });

  function foresee(line: string): Foreseen {
    return foreseeIn(folder, line);
  }

  function run(line: string): string {
    const agreed = { promised: "full", foresee: () => undefined, keepsUndo: true } as const;
    const never = (): number => assert.fail("rm was started");
    const result = runLine({ ...agreed, reviewed: foresee(line) }, never, context);
    assert.ok(result.kind === "ran", JSON.stringify(result));
    assert.equal(readEntry(result.id ?? "", context)?.state, "done");
    return result.id ?? "";
  }
});
