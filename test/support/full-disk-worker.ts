import assert from "node:assert/strict";
import { chmodSync, mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path/posix";
import { assessUndo } from "../../src/journal/assess.ts";
import { abandonEntry, keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { startWholeEntry } from "../../src/journal/keep-whole.ts";
import { readPathState } from "../../src/journal/path-state.ts";
import { purgeWhenDue } from "../../src/journal/purge.ts";
import { listIds } from "../../src/journal/read-journal.ts";
import { readRoom } from "../../src/journal/room.ts";
import { runKept, undoAll } from "./round-trip.ts";
import { fakeMounts, foreseeByTrial, makeContext, runBash } from "./trial.ts";

/**
 * Lets a small disk, another one than the journal's, really run nearly full, and looks whether the
 * oldest that is kept there makes room, and nothing of the last day.
 */
const [disk = "", place = ""] = process.argv.slice(2);
const day = 86_400_000;
const work = join(disk, "work");
mkdirSync(work);
chmodSync(work, 0o755);
const context = makeContext(join(place, "state"), fakeMounts(disk));
const now = Date.now();
const retention = { days: 30, gigabytes: 20, freePercent: 20, copyGigabytes: 1 };
const at = (time: number) => ({ ...context, retention, now: () => time });

const ids: string[] = [];
for (const age of [3, 2, 0.04]) {
  runBash("head -c 10000000 /dev/urandom > big", work);
  ids.push(runKept("rm big", work, at(now - age * day)) ?? "");
}
const [first = "", second = "", young = ""] = ids;
assert.deepEqual([...listIds(context)].sort(), ids);

// Really nearly full: less than a fifth is free.
runBash("head -c 14000000 /dev/urandom > filling; echo x > small; echo y > other", work);
const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize;
const before = free();
assert.equal(readRoom(at(now)).isShort, true);
assert.match(assessUndo(foreseeByTrial("rm small", work), at(now)).note ?? "", /--no-undo frees/);

const small = runKept("rm small", work, at(now)) ?? "";
assert.ok(free() > before + 9_000_000, `${before} before, ${free()} after`);
assert.ok(!listIds(context).includes(first), "the oldest makes room");

// The same for trees that are moved; what is younger than a day stays whatever is asked for.
runBash("head -c 9000000 /dev/urandom > more; mkdir tree; echo t > tree/t", work);
const state = readPathState(join(work, "tree"));
assert.ok(state !== null);
const trees = [{ path: join(work, "tree"), before: state, below: 1 }];
const foreseen = foreseeByTrial("rm -r tree", work);
const later = { ...at(now + 120_000), retention: { ...retention, freePercent: 99 } };
const running = startWholeEntry(foreseen, trees, later);
assert.ok(running !== undefined);
assert.ok(!listIds(context).includes(second), "the next oldest makes room");
abandonEntry(running, later);

assert.deepEqual([...listIds(context)].sort(), [young, small].sort());
runBash("rm filling more", work);
undoAll(small, at(now));
undoAll(young, at(now));

// Not a free byte, and the journal on the same disk: even its lock needs room that is set aside.
const near = makeContext(join(disk, "state"), fakeMounts(disk));
const here = (time: number) => ({ ...near, retention, now: () => time });
runBash("head -c 10000000 /dev/urandom > big", work);
const old = runKept("rm big", work, here(now - 3 * day)) ?? "";
purgeWhenDue(here(now - 2.9 * day));
runBash("echo x > last", work);
const foreseenLast = foreseeByTrial("rm last", work);
runBash(
  "cat /dev/zero > filling; for ((i = 0; i < 5000; i++)); do echo x > $i || break; done",
  work,
);
assert.equal(free(), 0);
const kept = keepBeforeRunning(foreseenLast, here(now + 120_000));
assert.ok(kept.kind === "kept", JSON.stringify(kept));
assert.ok(free() > 5_000_000 && !listIds(near).includes(old));
// Where nothing may go, that is said, and nothing is thrown.
runBash(
  "cat /dev/zero > filling2; for ((i = 0; i < 5000; i++)); do echo x > b$i || break; done",
  work,
);
const failed = keepBeforeRunning(foreseenLast, here(now + 120_000));
assert.ok(failed.kind === "failed", JSON.stringify(failed));
assert.match(failed.sentence, /the disk is full$/);
