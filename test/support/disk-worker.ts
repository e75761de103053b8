import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { assertRoundTrip } from "./round-trip.ts";
import { fakeMounts, makeContext, runBash } from "./trial.ts";
import { undoFixture, undoLines, undoRootLines } from "./undo-lines.ts";

/**
 * Runs lines and undoes them on a file system that was mounted for it, in a mount namespace of its
 * own: DIRECTORY UID. Half of them have their journal there as well, half on another file system.
 * Prints what was not as before, a line each.
 */
const [disk = "", elsewhere = "", account = "0"] = process.argv.slice(2);
const uid = Number(account);
const places = [join(disk, `of-${uid}`), join(elsewhere, `of-${uid}`)] as const;
for (const place of places) {
  mkdirSync(place);
  chownSync(place, uid, uid);
}
// What foresees by a trial makes its twin where the file system is the same.
process.env.TMPDIR = places[0];
if (uid !== 0) {
  process.setgroups?.([]);
  process.setgid?.(uid);
  process.setuid?.(uid);
}
const lines = uid === 0 ? [...undoLines, ...undoRootLines] : undoLines;
/** HANDRAIL_TEST_STRIDE=1 asks for every line. */
const stride = Number(process.env.HANDRAIL_TEST_STRIDE ?? 4);
lines.forEach((line, index) => {
  if (index % stride !== 0) return;
  const folder = join(places[0], "work");
  const state = join(places[index % 2] ?? disk, "state");
  try {
    mkdirSync(folder);
    const made = runBash(undoFixture, folder);
    if (made.errors !== "") throw new Error(made.errors);
    assertRoundTrip(line, folder, makeContext(state, fakeMounts(disk)));
  } catch (error) {
    console.log(`${line}\n    ${error instanceof Error ? error.message : String(error)}`);
  }
  spawnSync("chmod", ["-R", "u+rwX", "--", folder]);
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
});
