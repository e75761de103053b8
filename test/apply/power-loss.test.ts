import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { describe, it } from "node:test";
import { bundleWorker } from "../support/bundle-worker.ts";
import { type ImageType, skipUnlessImage } from "../support/file-system-image.ts";
import { repository } from "../support/repository.ts";
import { makeFolder } from "../support/trial.ts";

/** Times at which the power is lost, for each line: HANDRAIL_TEST_POINTS=1000 asks for all of them. */
const points = process.env.HANDRAIL_TEST_POINTS ?? "5";
const seed = process.env.HANDRAIL_TEST_SEED ?? "1";
/** The others write far more of their own; they are asked for by name. */
const type = process.env.HANDRAIL_TEST_FILE_SYSTEM ?? "ext4";

describe(`a guard whose machine loses its power, on ${type}`, () => {
  it("finds the tree as it was, or brings it back", { skip: skipUnlessLogged() }, async (t) => {
    const folder = makeFolder();
    try {
      const worker = join(repository, "test/support/power-loss-worker.ts");
      const bundle = await bundleWorker("guard-worker", folder);
      const words = ["--mount", "--propagation", "private", process.execPath, worker];
      const given = [folder, bundle, type, points, seed];
      const { status, stdout, stderr } = spawnSync("unshare", [...words, ...given]);
      assert.equal(status, 0, stderr.toString());
      const [told, ...troubles] = stdout.toString().trim().split("\n").toReversed();
      assert.deepEqual(troubles, []);
      t.diagnostic(told ?? "");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function skipUnlessLogged(): string | false {
  if (!existsSync("/dev/fuse")) return "needs /dev/fuse";
  return skipUnlessImage(isImageType(type) ? type : "ext4");
}

function isImageType(name: string): name is ImageType {
  return name === "ext4" || name === "xfs" || name === "btrfs";
}
