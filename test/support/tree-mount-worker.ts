/** Runs in a mount namespace of its own, in a folder below which it may mount: large trees that go. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path/posix";
import { runLine } from "../../src/apply/run-line.ts";
import { openSession } from "../../src/cli/session.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import { undoAll } from "./round-trip.ts";
import { takeSnapshot } from "./snapshot.ts";
import { assertSame, runBash } from "./trial.ts";

const [place = ""] = process.argv.slice(2);
const disk = join(place, "disk");
const view = join(place, "view");
for (const path of [disk, view]) mkdirSync(path);
mount("-t", "tmpfs", "none", disk);
mkdirSync(join(disk, "work"));
mount("--bind", join(disk, "work"), view);
runBash("mkdir -p big/sub; (cd big/sub; touch {1..1100}); touch -d @1500000000.25 big .", view);

// By another way to the same disk nothing can be renamed, so the store is on this way.
const before = takeSnapshot(view);
const moved = run("rm -rf big");
assert.equal(moved.isMoved, true);
assert.deepEqual(readdirSync(view), [".handrail-0"]);
undoAll(moved.id, moved.context);
assertSame(before, takeSnapshot(view), "after undo");

// What is mounted below stays where it is, as rm(1) says.
runBash("mkdir big/sub/mounted; touch -d @1500000000.25 big/sub", view);
mount("-t", "tmpfs", "none", join(view, "big/sub/mounted"));
runBash("echo safe > big/sub/mounted/file", view);
const mounted = takeSnapshot(join(view, "big"), /mounted\//);
const left = run("rm -rf --one-file-system big");
assert.equal(left.isMoved, false);
assert.ok(existsSync(join(view, "big/sub/mounted/file")));
assert.ok(!existsSync(join(view, "big/sub/1")));
undoAll(left.id, left.context);
assertSame(mounted, takeSnapshot(join(view, "big"), /mounted\//), "after undo");

function run(line: string) {
  const session = openSession({
    directory: view,
    environment: new Map([["PATH", "/usr/bin:/bin"]]),
    umask: 0o022,
    input: emptyStream,
    isOutputTerminal: false,
  });
  const context = { ...session.journal, stateDirectory: join(place, "state") };
  const foresight = session.engine.foresee(line);
  assert.ok(foresight.kind === "foreseen");
  const reviewed = foresight.foreseen;
  const agreed = { reviewed, promised: "full", foresee: () => reviewed, keepsUndo: true } as const;
  let isMoved = true;
  const command = (): number => {
    isMoved = false;
    return runBash(line, view).status ?? 1;
  };
  const result = runLine(agreed, command, context);
  assert.ok(result.kind === "ran", JSON.stringify(result));
  return { id: result.id ?? "", isMoved, context };
}

function mount(...words: readonly string[]): void {
  const { status, stderr } = spawnSync("mount", words);
  assert.equal(status, 0, stderr.toString());
}
