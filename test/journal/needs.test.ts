import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { plainArgument } from "../../src/domain/argument.ts";
import type { Effect, FileEffect } from "../../src/domain/effect.ts";
import type { Change, Foreseen } from "../../src/domain/plan.ts";
import { completeEntry } from "../../src/journal/complete.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { makeWorld } from "../../src/system/world.ts";
import { undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, makeContext, makeFolder, ownIdentity, runBash } from "../support/trial.ts";

describe("what is kept of which file", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash("head -c 5000 /dev/urandom > log; echo text > notes; echo other > other", folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it("only the length of a file that is added to, however large", () => {
    const before = takeSnapshot(folder);
    const effect = written("log", "append");
    const kept = run("echo more >> log", [effect], [changed("log", "modified")], 10);
    assert.equal(kept.record.need, "length");
    assert.equal(kept.record.kept, undefined);
    undoAll(kept.id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  it("a copy where a moved file is written under its new name", () => {
    const before = takeSnapshot(folder);
    const moved: FileEffect = {
      kind: "move",
      from: path("notes"),
      path: path("n"),
      before: status("notes"),
      cause: cause(),
    };
    const effects = [moved, { ...written("notes", "truncate"), path: path("n") }];
    const kept = run("mv notes n; echo x > n", effects, [
      changed("notes", "deleted"),
      changed("n", "created"),
    ]);
    assert.equal(kept.record.kept?.how, "copy");
    undoAll(kept.id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  it("the inode itself where another file takes the name", () => {
    const kept = run(
      "sed -i s/t/T/ notes",
      [written("notes", "replace")],
      [changed("notes", "modified")],
    );
    assert.equal(kept.record.kept?.how, "link");
  });

  it("a copy where nothing says how a file is changed", () => {
    const kept = run("echo x > notes", [], [changed("notes", "modified")]);
    assert.equal(kept.record.kept?.how, "copy");
  });

  it("no more than the record where bytes and name stay", () => {
    const kept = run("chmod 600 notes", [], [changed("notes", "metadata")]);
    assert.deepEqual([kept.record.need, kept.record.kept], ["status", undefined]);
  });

  function run(
    line: string,
    effects: readonly Effect[],
    changes: readonly Change[],
    copyLimit?: number,
  ) {
    const foreseen: Foreseen = {
      line,
      argv: null,
      directory: folder,
      effects,
      unknown: [],
      steps: [],
      isPartlyCounted: false,
      status: 0,
      changes: () => changes,
    };
    const limited = copyLimit === undefined ? context : { ...context, copyLimit };
    const kept = keepBeforeRunning(foreseen, limited);
    assert.ok(kept.kind === "kept");
    assert.equal(kept.undo.grade, "full", kept.undo.reason);
    runBash(line, folder);
    completeEntry(kept.running, 0, context);
    const record = kept.running.records.find((one) => one.path === changes[0]?.path);
    assert.ok(record);
    return { id: kept.running.entry.id, record };
  }

  function path(name: string): string {
    return join(folder, name);
  }

  function changed(name: string, change: Change["change"]): Change {
    return { path: path(name), change };
  }

  function status(name: string) {
    const found = makeWorld().lstat(path(name));
    if (typeof found === "string") throw new Error(found);
    return found;
  }

  function cause() {
    const identity = ownIdentity();
    const command = [plainArgument("x")];
    return {
      program: "x",
      command,
      span: [0, 1] as const,
      identity,
      directory: folder,
      wrappers: [],
    };
  }

  function written(
    name: string,
    how: "append" | "truncate" | "replace",
  ): FileEffect & { kind: "write" } {
    const before = status(name);
    return { kind: "write", path: path(name), before, how, isSame: false, cause: cause() };
  }
});
