import assert from "node:assert/strict";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { test } from "node:test";
import { runOnImage, skipUnlessImage } from "../support/file-system-image.ts";
import { repository } from "../support/repository.ts";
import { makeFolder } from "../support/trial.ts";

test("a nearly full disk, another than the journal's, is given room, but nothing of the last day", {
  skip: skipUnlessImage("ext4"),
}, () => {
  const place = makeFolder();
  try {
    chmodSync(place, 0o755);
    const disk = join(place, "disk");
    mkdirSync(disk);
    const worker = join(repository, "test/support/full-disk-worker.ts");
    const { status, errors } = runOnImage("ext4", place, disk, [
      process.execPath,
      worker,
      disk,
      place,
    ]);
    assert.equal(status, 0, errors);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
