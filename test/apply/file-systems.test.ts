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

function tryImage(type: ImageType, uid: number): void {
  const place = makeFolder();
  try {
    chmodSync(place, 0o755);
    const disk = join(place, "disk");
    mkdirSync(disk);
    const worker = join(repository, "test/support/disk-worker.ts");
    const words = [process.execPath, worker, disk, place, String(uid)];
    const { status, output, errors } = runOnImage(type, place, disk, words);
    assert.equal(status, 0, errors);
    assert.equal(output, "");
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
