import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { listIds, readEntry } from "../../src/journal/read-journal.ts";
import { StoreFailure } from "../../src/journal/store-failure.ts";
import { findStore } from "../../src/journal/stores.ts";
import { skipUnless } from "../support/need.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import {
  assertSame,
  fakeMounts,
  foreseeByTrial,
  makeContext,
  makeFolder,
  runBash,
} from "../support/trial.ts";

const isRoot = skipUnless({ root: true });

describe("the store and the journal cannot be turned against their owner", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    mkdirSync(folder);
    runBash("echo text > notes; echo other > other", folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const kept = (): string => join(place, "state/kept");

  /** Undo must stop, and neither the tree nor what was planted may have changed. */
  function assertRefused(id: string, planted: string): void {
    const before = [takeSnapshot(folder), takeSnapshot(planted)] as const;
    const result = runUndo(id, context);
    assert.ok(result.kind === "failed" && !result.isBegun, JSON.stringify(result));
    assert.match(result.sentence, /somebody else could change it$/);
    assertSame(before[0], takeSnapshot(folder), "the tree");
    assertSame(before[1], takeSnapshot(planted), "what was planted");
  }

  it("does not take kept files out of a directory that a link leads to", () => {
    const id = runKept("rm notes", folder, context) ?? "";
    const planted = join(place, "planted");
    renameSync(kept(), planted);
    writeFileSync(join(planted, id, "0/0"), "planted\n");
    symlinkSync(planted, kept());
    assertRefused(id, planted);
  });

  it("nor out of one that others can write to, or that is theirs", { skip: isRoot }, () => {
    const id = runKept("rm notes", folder, context) ?? "";
    chmodSync(join(kept(), id), 0o777);
    assertRefused(id, kept());
    chmodSync(join(kept(), id), 0o700);
    chownSync(kept(), 1234, 1234);
    assertRefused(id, kept());
    chownSync(kept(), 0, 0);
    undoAll(id, context);
  });

  it("does not take another file for the kept one", () => {
    const id = runKept("rm notes", folder, context) ?? "";
    const file = join(kept(), id, "0/0");
    rmSync(file);
    symlinkSync("/etc/passwd", file);
    assert.equal(runUndo(id, context).kind, "conflict");
    writeFileSync(`${file}.new`, "another\n");
    renameSync(`${file}.new`, file);
    assert.equal(runUndo(id, context).kind, "conflict");
    assert.ok(!existsSync(join(folder, "notes")));
  });

  it("writes into no file behind a planted link, nor out of one", () => {
    const id = runKept("echo x > notes", folder, context) ?? "";
    const file = join(kept(), id, "0/0");
    rmSync(file);
    symlinkSync(join(folder, "other"), file);
    assert.notEqual(runUndo(id, context).kind, "undone");
    assert.equal(readFileSync(join(folder, "notes"), "utf8"), "x\n");
    assert.equal(readFileSync(join(folder, "other"), "utf8"), "other\n");
  });

  it("sweeps nothing behind a link that took the place of a store", () => {
    const started = keepBeforeRunning(foreseeByTrial("rm notes", folder), context);
    assert.ok(started.kind === "kept");
    const { id } = started.running.entry;
    const victim = join(place, "victim");
    mkdirSync(join(victim, id), { recursive: true, mode: 0o755 });
    chmodSync(victim, 0o755);
    writeFileSync(join(victim, id, "mine"), "");
    rmSync(kept(), { recursive: true });
    symlinkSync(victim, kept());
    const mark = [`{"pid":1,"start":"gone"}`, JSON.stringify(join(kept(), id)), ""].join("\n");
    writeFileSync(join(place, "state/keeping", id), mark, { mode: 0o600 });
    rmSync(join(place, "state/journal", id, "entry.json"));
    sweepUnstarted(context);
    assert.deepEqual(listIds(context), []);
    assert.ok(existsSync(join(victim, id, "mine")));
  });

  it("root reads no journal of a user's, and a user none of root's", { skip: isRoot }, () => {
    const id = runKept("rm notes", folder, context) ?? "";
    const journal = join(place, "state/journal");
    spawnSync("chown", ["-R", "1234:1234", join(place, "state")]);
    assert.throws(() => listIds(context), StoreFailure);
    assert.equal(readEntry(id, context), undefined);
    assert.equal(runUndo(id, context).kind, "missing");
    spawnSync("chown", ["-R", "0:0", join(place, "state")]);
    // One file of it that a user could have put there is enough.
    chownSync(join(journal, id, "entry.json"), 1234, 1234);
    assert.equal(readEntry(id, context), undefined);
  });

  it("uses no store that somebody prepared on another disk", { skip: isRoot }, () => {
    const planted = join(folder, ".handrail-0");
    const there = { ...context, mounts: fakeMounts(folder) };
    mkdirSync(planted);
    chownSync(planted, 1234, 1234);
    const find = () => findStore(join(folder, "notes"), there, () => false)?.directory;
    assert.equal(find(), kept());
    rmSync(planted, { recursive: true });
    symlinkSync(place, planted);
    assert.equal(find(), kept());
    rmSync(planted);
    assert.equal(find(), planted);
    assert.deepEqual(readdirSync(folder).sort(), ["notes", "other"]);
  });
});
