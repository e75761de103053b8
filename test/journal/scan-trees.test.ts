import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Path } from "../../src/domain/world.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { scanTrees } from "../../src/journal/scan-trees.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { makeContext, makeFolder, runBash } from "../support/trial.ts";

const tree = `
mkdir -p one/a/b/c/d two empty; touch one/{1..70} one/a/b/c/d/x two/$'new\\nline' two/$'inv\\xff'
for number in {1..80}; do mkdir one/a/$number; touch one/a/$number/{1..3}; done
ln -s /nowhere two/link; mkfifo two/pipe
`;
const counts = [70 + 5 + 80 * 4, 4, 0];

describe("a look through trees that are to go", () => {
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    folder = makeFolder();
    assert.equal(runBash(tree, folder).errors, "");
    context = makeContext(join(folder, "state"));
  });
  afterEach(() => {
    spawnSync("chattr", ["-R", "-ia", folder]);
    spawnSync("chmod", ["-R", "u+rwX", "--", folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const scan = (uid?: number): readonly number[] | undefined => {
    const tops: readonly Path[] = ["one", "two", "empty"].map((name) => join(folder, name));
    if (uid === undefined) return scanTrees(tops, context);
    const identity = { uid, gid: uid, groups: [], capabilities: new Set<string>() };
    return scanTrees(tops, { ...context, identity });
  };

  it("counts what lies below each", () => assert.deepEqual(scan(), counts));

  it("finds what is gone meanwhile to be no tree that can be moved", () => {
    rmSync(join(folder, "two"), { recursive: true });
    assert.equal(scan(), undefined);
  });

  it("finds directories of others, and own ones that are closed, in the way of a user", () => {
    const uid = process.geteuid?.() ?? 0;
    assert.deepEqual(scan(uid), counts);
    assert.equal(scan(uid + 1), undefined);
    assert.equal(runBash("chmod 500 one/a/7", folder).status, 0);
    assert.equal(scan(uid), undefined);
  });

  const marks = [
    ["+i", "one/a/b/c/d/x"],
    ["+a", "one/a/b/c/d/x"],
    ["+i", "one/a/70/2"],
    ["+a", "two/inv*"],
    ["+i", "one/a/b"],
    ["+a", "one/a/b"],
    ["+a", "empty"],
  ] as const;
  for (const [mark, path] of marks) {
    it(`sees chattr ${mark} of ${path}`, {
      skip: skipUnless({ root: true, tools: ["chattr"] }),
    }, () => {
      assert.deepEqual(runBash(`chattr ${mark} ${path}`, folder), { status: 0, errors: "" });
      assert.equal(scan(), undefined);
    });
  }

  it("counts the same where the file system tells no marks, and sees a mount", {
    skip: skipUnless({ root: true, tools: ["unshare"] }),
  }, () => {
    mkdirSync(join(folder, "mounted"));
    const worker = join(repository, "test/support/scan-worker.ts");
    const script = `
      set -e; cd "$1"; mount -t ramfs none mounted; cp -a one two empty mounted
      "$2" "$3" mounted/one mounted/two mounted/empty
      mount -t tmpfs none mounted; cp -a one two empty mounted; mount -t tmpfs none mounted/one/a/9
      "$2" "$3" mounted/one mounted/two mounted/empty; "$2" "$3" mounted/two; rm -r mounted/two
      mount --bind one/1 mounted/one/1; umount mounted/one/a/9; "$2" "$3" mounted/one`;
    const words = ["--mount", "--propagation", "private", "bash", "-c", script, "bash"];
    const { stdout, stderr } = spawnSync("unshare", [...words, folder, process.execPath, worker]);
    assert.equal(stderr.toString(), "");
    assert.equal(stdout.toString(), `${counts.join(" ")}\nheld\n4\nheld\n`);
  });
});
