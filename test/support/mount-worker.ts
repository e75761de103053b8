import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path/posix";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { assertRoundTrip } from "./round-trip.ts";
import { fakeMounts, foreseeByTrial, makeContext, runBash } from "./trial.ts";

/** Runs in a mount namespace of its own, in a folder below which it may mount. */
const [place = ""] = process.argv.slice(2);
const state = join(place, "state");
const disk = join(place, "disk");
const second = join(place, "disk/second");
const view = join(place, "view");
for (const path of [disk, view]) mkdirSync(path);
mount("-t", "tmpfs", "none", disk);
mkdirSync(second);
mount("-t", "tmpfs", "none", second);
mkdirSync(join(disk, "work"));
mount("--bind", join(disk, "work"), view);
const tree =
  "mkdir -p d; echo 1 > d/1; echo 2 > 2; truncate -s 9M s; ln 2 3; touch -d @1.000000001 d .";
const context = makeContext(state, fakeMounts(disk, second, view));

// Another mount than the state directory's: kept in that mount's highest directory, by links.
for (const folder of [join(disk, "work"), join(second, "work")]) {
  mkdirSync(folder, { recursive: true });
  runBash(tree, folder);
  for (const line of ["rm -r d 2", "echo x > 3; echo x > s", "mv d e; chmod 700 e"]) {
    assertRoundTrip(line, folder, context);
  }
}
assert.deepEqual(readdirSync(disk).sort(), [".handrail-0", "second", "work"]);
assert.deepEqual(readdirSync(second).sort(), [".handrail-0", "work"]);
assert.ok(!existsSync(join(state, "kept")));

// From one mount to the other.
assertRoundTrip("mv ../work/d ../second/; mv ../second/work/2 .", disk, context);

// The whole of a mount goes: its own highest directory is no place, so copies go to the state's.
assertRoundTrip("find . -mindepth 1 -delete", view, context);

// Where nothing may be written, the line is not run at all.
mkdirSync(join(place, "sealed"));
mount("-t", "tmpfs", "-o", "ro", "none", join(place, "sealed"));
const sealed = makeContext(join(place, "sealed/state"), fakeMounts(disk, second));
const kept = keepBeforeRunning(foreseeByTrial("rm 2", join(disk, "work")), sealed);
assert.equal(kept.kind, "failed");
assert.match(
  kept.kind === "failed" ? kept.sentence : "",
  /cannot be written: the file system is read-only$/,
);

// A full disk: nothing is left of what was begun.
mkdirSync(join(place, "full"));
mount("-t", "tmpfs", "-o", "size=256k", "none", join(place, "full"));
const folder = join(place, "full/work");
mkdirSync(folder);
runBash("head -c 150000 /dev/urandom > big", folder);
const full = makeContext(join(place, "full/state"), fakeMounts(join(place, "full")));
const refused = keepBeforeRunning(foreseeByTrial("echo x > big", folder), full);
assert.equal(refused.kind, "failed", JSON.stringify(refused));
assert.match(refused.kind === "failed" ? refused.sentence : "", /the disk is full$/);
assert.deepEqual(readdirSync(join(place, "full/state/journal")), []);
assert.deepEqual(readdirSync(join(place, "full/state/kept")), []);

function mount(...words: readonly string[]): void {
  const { status, stderr } = spawnSync("mount", words);
  assert.equal(status, 0, stderr.toString());
}
