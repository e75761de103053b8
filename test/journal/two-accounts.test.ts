import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { listIds } from "../../src/journal/read-journal.ts";
import { findStore } from "../../src/journal/stores.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { type Snapshot, takeSnapshot } from "../support/snapshot.ts";
import { assertSame, fakeMounts, makeContext, makeFolder, runBash } from "../support/trial.ts";

const own = 1234;
const other = 1235;

describe("another account on the same machine", { skip: skipUnless({ root: true }) }, () => {
  let place = "";
  let disk = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    chmodSync(place, 0o755);
    disk = join(place, "disk");
    folder = join(disk, "team/work");
    mkdirSync(folder, { recursive: true });
    runBash("chmod 755 .. ../..; echo text > notes; seq 100 > numbers", folder);
    context = makeContext(join(place, "state"), fakeMounts(disk));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const find = () => findStore(join(folder, "notes"), context, () => false)?.directory;

  /** What the other account can do itself; all of it has to succeed. */
  function doAsOther(script: string, directory: string): void {
    const words = ["--norc", "-ec", script];
    const { status, stderr } = spawnSync("bash", words, {
      cwd: directory,
      uid: other,
      gid: other,
    });
    assert.equal(status, 0, stderr.toString());
  }

  it("gets nothing to keep where it could exchange the store, or what lies around it", () => {
    const state = join(place, "state/kept");
    assert.equal(find(), join(disk, ".handrail-0"));
    const spoiling: readonly (() => void)[] = [
      () => chownSync(disk, other, other),
      () => chmodSync(disk, 0o777),
      () => chmodSync(disk, 0o775),
    ];
    for (const spoil of spoiling) {
      spoil();
      assert.equal(find(), state, String(spoil));
      // By copies then, and all comes back.
      const before = takeSnapshot(folder);
      undoAll(runKept("rm notes; echo x > numbers", folder, context) ?? "", context);
      assertSame(before, takeSnapshot(folder), String(spoil));
      assert.ok(!existsSync(join(disk, ".handrail-0")));
      chownSync(disk, 0, 0);
      chmodSync(disk, 0o755);
    }
    chmodSync(place, 0o777);
    assert.equal(find(), state);
    chmodSync(place, 0o755);
    chownSync(place, other, other);
    assert.equal(find(), state);
    chownSync(place, 0, 0);
    // Who may write to a sticky directory can rename only what is their own.
    chmodSync(disk, 0o1777);
    assert.equal(find(), join(disk, ".handrail-0"));
  });

  it("passes over such a directory for one further in", () => {
    chmodSync(disk, 0o1777);
    chownSync(join(disk, "team"), 0, other);
    mkdirSync(join(disk, ".handrail-0"));
    chownSync(join(disk, ".handrail-0"), other, other);
    assert.equal(find(), join(disk, "team/.handrail-0"));
    chmodSync(join(disk, "team"), 0o2775);
    assert.equal(find(), join(place, "state/kept"));
  });

  it("that renames the directory around a store leads an undo and a purge nowhere", () => {
    const id = runKept("rm notes; echo x > numbers", folder, context) ?? "";
    assert.ok(existsSync(join(disk, ".handrail-0", id, "0/0")));
    chownSync(disk, other, other);
    const victim = join(place, "victim");
    runBash(`mkdir -p victim/${id}/0; echo planted | tee victim/${id}/0/{0,1,2}`, place);
    for (const plant of [
      `mv .handrail-0 away; ln -s ${victim} .handrail-0`,
      `mkdir -p .handrail-0/${id}/0; echo planted | tee .handrail-0/${id}/0/{0,1,2}`,
    ]) {
      doAsOther(plant, disk);
      const before = [takeSnapshot(folder), takeSnapshot(victim)] as const;
      const result = runUndo(id, context);
      assert.ok(result.kind === "failed" && !result.isBegun, JSON.stringify(result));
      assert.match(result.sentence, /somebody else could change it$/);
      sweepUnstarted(context);
      assertSame(before[0], takeSnapshot(folder), plant);
      assertSame(before[1], takeSnapshot(victim), plant);
      doAsOther("rm -r .handrail-0", disk);
    }
    doAsOther("mv away .handrail-0", disk);
    assert.equal(runUndo(id, context).kind, "failed", "it still could");
    chownSync(disk, 0, 0);
    undoAll(id, context);
  });

  it("cannot put a journal of its own in the place of one", () => {
    runKept("rm notes", folder, context);
    chownSync(join(place, "state"), other, other);
    doAsOther("mv journal old; mkdir -m 700 journal", join(place, "state"));
    assert.throws(() => runKept("rm numbers", folder, context), /belongs to another user/);
    doAsOther("rmdir journal; mv old journal", join(place, "state"));
    assert.throws(() => listIds(context), /could be exchanged by another user/);
    assert.ok(existsSync(join(folder, "numbers")));
  });

  it("keeps what is its own in a sticky directory, and gets no second name for it", () => {
    const sticky = join(place, "sticky");
    const state = join(place, "own-state");
    runBash(
      `mkdir -m 1777 sticky; mkdir -m 700 own-state; cd sticky; echo t > theirs; echo o > open; echo m > mine
      mkdir -m 755 tree; echo t > tree/theirs; chmod 666 open; chmod 644 theirs
      chown -R ${other}:${other} theirs open tree; chown ${own}:${own} mine ../own-state`,
      place,
    );
    const before = takeSnapshot(sticky);
    const run = (task: string, subject: string) => {
      const worker = join(repository, "test/support/guard-worker.ts");
      const words = [worker, task, state, sticky, subject];
      const ended = spawnSync(process.execPath, words, { uid: own, gid: own, encoding: "utf8" });
      assert.equal(ended.status, 0, ended.stderr);
      return ended.stdout;
    };
    const id = run("run", "rm -rf theirs tree mine; cat open > copy; mv open moved");
    const after = takeSnapshot(sticky);
    assert.deepEqual([...after.keys()].sort(), [
      ".",
      "copy",
      "open",
      "theirs",
      "tree",
      "tree/theirs",
    ]);
    for (const path of ["theirs", "tree/theirs", "open"]) {
      assert.equal(after.get(path)?.linksOutside, 0, path);
    }
    run("undo", id);
    // The time of another account's directory only that account can set.
    const back = takeSnapshot(sticky);
    assertSame(withoutTop(before), withoutTop(back), "after undo");
  });

  function withoutTop(snapshot: Snapshot): Snapshot {
    return new Map([...snapshot].filter(([path]) => path !== "."));
  }
});
