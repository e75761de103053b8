import { mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { runUndo } from "../../src/apply/run-undo.ts";
import { runKept } from "./round-trip.ts";
import { fakeMounts, makeContext, runBash } from "./trial.ts";

/**
 * Deletes a folder below DISK, puts another one with its inode number in its place, and prints what
 * undo makes of it: DISK ELSEWHERE, where the journal is, so that it takes no number of the disk.
 */
const [disk = "", elsewhere = ""] = process.argv.slice(2);
process.env.TMPDIR = disk;
const folder = join(disk, "work");
mkdirSync(folder);
runBash("mkdir docs; echo 1 > docs/one", folder);
const docs = join(folder, "docs");
const { ino } = statSync(docs);
const context = makeContext(join(elsewhere, "state"), fakeMounts(disk));
const id = runKept("rm -r docs", folder, context) ?? "";
renameSync(makeNumbered(ino), docs);
console.log(runUndo(id, context).kind);

/** Makes folders until one of them gets the number, which is free only some time after it went. */
function makeNumbered(wanted: number): string {
  const fillers = join(folder, "fillers");
  mkdirSync(fillers);
  for (let at = 0; at < 20_000; at += 1) {
    if (at % 200 === 199) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    const filler = join(fillers, String(at));
    mkdirSync(filler);
    if (statSync(filler).ino === wanted) return filler;
  }
  throw new Error("the number was given to nobody");
}
