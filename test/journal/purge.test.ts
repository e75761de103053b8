import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { assessUndo } from "../../src/journal/assess.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { makeIdentifier } from "../../src/journal/identifier.ts";
import { purge, purgeWhenDue, purgeWhenShort } from "../../src/journal/purge.ts";
import { listIds, readEntry } from "../../src/journal/read-journal.ts";
import { readRoom } from "../../src/journal/room.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { foreseeByTrial, makeContext, makeFolder, runBash } from "../support/trial.ts";

const day = 86_400_000;
const megabyte = 1_000_000;

describe("letting go of what was kept", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  const ids: string[] = [];
  const now = Date.now();
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    mkdirSync(folder);
    ids.length = 0;
    context = makeContext(join(place, "state"));
    // Forty, twenty, two days ago and an hour ago: a megabyte each.
    for (const age of [40, 20, 2, 1 / 24]) {
      runBash(`head -c ${megabyte} /dev/urandom > file`, folder);
      ids.push(runKept("rm file", folder, at(now - age * day)) ?? "");
    }
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const at = (time: number): JournalContext => ({ ...context, now: () => time });
  const limits = { days: 30, gigabytes: 20, freePercent: 0, copyGigabytes: 1 };
  const within = (limit: Partial<typeof limits>): JournalContext => ({
    ...at(now),
    retention: { ...limits, ...limit },
  });

  it("tells how much there is", () => {
    const room = readRoom(within({}));
    assert.equal(room.entries, 4);
    assert.ok(room.bytes >= 4 * megabyte && room.bytes < 5 * megabyte, String(room.bytes));
    assert.equal(room.oldest, readEntry(ids[0] ?? "", context)?.time);
    assert.equal(room.isShort, false);
    assert.equal(readRoom(within({ freePercent: 100 })).isShort, true);
  });

  it("goes by age", () => {
    assert.deepEqual(purge(within({})).ids, ids.slice(0, 1));
    assert.deepEqual([...listIds(context)].reverse(), ids.slice(1));
    assert.deepEqual(readdirSync(join(place, "state/kept")).sort(), ids.slice(1));
    assert.deepEqual(readdirSync(join(place, "state/keeping")), []);
    undoAll(ids[3] ?? "", context);
  });

  it("goes by size, the oldest first", () => {
    assert.deepEqual(purge(within({ days: 99, gigabytes: 0.0025 })).ids, ids.slice(0, 2));
  });

  it("goes by what is free on the disk, but lets nothing of the last day go", () => {
    assert.deepEqual(purge(within({ freePercent: 100, gigabytes: 0 })).ids, ids.slice(0, 3));
    assert.deepEqual(listIds(context), ids.slice(3));
  });

  it("leaves alone what is undone, or being undone, right now", () => {
    const undone = undoAll(ids[1] ?? "", at(now));
    assert.deepEqual(purge(within({ gigabytes: 0 })).ids, [ids[0], ids[2]]);
    assert.equal(readEntry(ids[1] ?? "", context)?.state, "undone");
    undoAll(undone, context);
  });

  it("looks once an hour, and before a line where the disk is nearly full", () => {
    assert.equal(purgeWhenShort(within({})).ids.length, 0);
    assert.equal(purgeWhenDue(within({})).ids.length, 1);
    assert.equal(purgeWhenDue(within({ gigabytes: 0 })).ids.length, 0);
    const later = { ...within({ gigabytes: 0, freePercent: 100 }), now: () => now + 120_000 };
    assert.equal(purgeWhenShort(later).ids.length, 2);
  });

  it("is said beforehand where the disk is nearly full and a delete frees nothing", () => {
    runBash("echo x > file", folder);
    const noteOf = (line: string, freePercent: number) =>
      assessUndo(foreseeByTrial(line, folder), within({ freePercent })).note;
    assert.match(noteOf("rm file", 100) ?? "", /--no-undo frees its room at once$/);
    assert.equal(noteOf("rm file", 0), undefined);
    assert.equal(noteOf("echo y > file", 100), undefined);
  });

  it("takes old logs of plans along, and nothing else", () => {
    const logs = join(place, "state/log");
    mkdirSync(logs, { recursive: true });
    const names = [
      `${makeIdentifier(now, 0)}.jsonl`,
      `${makeIdentifier(now, 1)}.jsonl`,
      "notes.jsonl",
    ];
    for (const name of names) writeFileSync(join(logs, name), "");
    writeFileSync(join(place, "outside"), "");
    symlinkSync(join(place, "outside"), join(logs, `${makeIdentifier(now, 2)}.jsonl`));
    const old = (now - 40 * day) / 1000;
    for (const name of ["notes.jsonl", names[0] ?? ""]) utimesSync(join(logs, name), old, old);
    utimesSync(join(place, "outside"), old, old);
    purge(within({}));
    assert.equal(readdirSync(logs).length, 3);
    assert.ok(!existsSync(join(logs, names[0] ?? "")));
    assert.ok(existsSync(join(place, "outside")));
  });

  it("finds the logs where they lie, outside of the state directory too", () => {
    const logs = join(place, "elsewhere");
    mkdirSync(logs);
    const log = join(logs, `${makeIdentifier(now, 0)}.jsonl`);
    for (const [age, isLeft] of [
      [29, true],
      [31, false],
    ] as const) {
      writeFileSync(log, "");
      utimesSync(log, (now - age * day) / 1000, (now - age * day) / 1000);
      purge({ ...within({}), logDirectory: logs });
      assert.equal(existsSync(log), isLeft, String(age));
    }
  });

  it("does nothing in a journal that is a link, or somebody else's", () => {
    const moved = join(place, "moved");
    spawnSync("mv", [join(place, "state/journal"), moved]);
    symlinkSync(moved, join(place, "state/journal"));
    assert.deepEqual(purgeWhenDue(within({})).ids, []);
    assert.equal(readdirSync(moved).filter((name) => ids.includes(name)).length, 4);
  });
});
