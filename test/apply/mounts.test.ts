import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { it } from "node:test";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { makeFolder } from "../support/trial.ts";

const skip = skipUnless({ root: true, tools: ["unshare"] });

it(
  "keeps on the mount of what changes, across mounts, and says so where it cannot",
  {
    skip,
  },
  () => tryInNamespace("mount-worker"),
);

it(
  "moves large trees within their mount, and leaves them to rm where something is mounted",
  {
    skip,
  },
  () => tryInNamespace("tree-mount-worker"),
);

function tryInNamespace(name: string): void {
  const place = makeFolder();
  try {
    const worker = join(repository, `test/support/${name}.ts`);
    const words = ["--mount", "--propagation", "private", process.execPath, worker, place];
    const { status, stderr } = spawnSync("unshare", words);
    assert.equal(status, 0, stderr.toString());
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
