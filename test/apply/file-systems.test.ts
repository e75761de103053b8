import assert from "node:assert/strict";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { describe, it } from "node:test";
import { type ImageType, runOnImage, skipUnlessImage } from "../support/file-system-image.ts";
import { repository } from "../support/repository.ts";
import { makeFolder } from "../support/trial.ts";

const types: readonly ImageType[] = ["ext4", "xfs", "btrfs", "tmpfs"];

/** What each file system keeps of a file differs, and so does how it shares bytes. */
describe("undo on each file system", () => {
  for (const type of types) {
    for (const uid of [0, 1234]) {
      const who = uid === 0 ? "root" : "a user";
      it(`${type}, as ${who}`, { skip: skipUnlessImage(type) }, () => tryImage(type, uid));
    }
  }
});

it("another folder is not taken for the one that went, though it has its number", {
  skip: skipUnlessImage("xfs"),
}, () => {
  const { status, output, errors } = runWorker("same-number-worker.ts", "xfs", []);
  assert.equal(status, 0, errors);
  assert.equal(output, "conflict\n");
});

function tryImage(type: ImageType, uid: number): void {
  const { status, output, errors } = runWorker("disk-worker.ts", type, [String(uid)]);
  assert.equal(status, 0, errors);
  assert.equal(output, "");
}

/** Runs a worker with a fresh file system, a folder outside of it, and more words. */
function runWorker(name: string, type: ImageType, more: readonly string[]) {
  const place = makeFolder();
  try {
    chmodSync(place, 0o755);
    const disk = join(place, "disk");
    mkdirSync(disk);
    const worker = join(repository, "test/support", name);
    return runOnImage(type, place, disk, [process.execPath, worker, disk, place, ...more]);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
