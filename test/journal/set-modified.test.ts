import assert from "node:assert/strict";
import { lstatSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import { it } from "node:test";
import { setModified } from "../../src/journal/set-modified.ts";
import { makeFolder } from "../support/trial.ts";

it("sets times to the nanosecond, links not followed, and leaves access times alone", () => {
  const folder = makeFolder();
  const times = [
    1n,
    0n,
    -1n,
    -86_400_250_000_000n,
    1_700_000_000_123_456_789n,
    1_700_000_000_123_456_000n,
    4_000_000_000_999_999_000n,
  ];
  const wanted = times.map((modified, at) => ({ path: join(folder, `f${at}`), modified }));
  for (const { path } of wanted) writeFileSync(path, "");
  symlinkSync("f0", join(folder, "link"));
  wanted.push({ path: join(folder, "link"), modified: 77n });
  try {
    for (const some of [wanted, wanted.slice(0, 1)]) {
      assert.deepEqual(setModified(some), []);
      for (const { path, modified } of some) {
        assert.equal(lstatSync(path, { bigint: true }).mtimeNs, modified, path);
      }
    }
    assert.equal(lstatSync(join(folder, "f0"), { bigint: true }).mtimeNs, 1n);
    assert.deepEqual(setModified([{ path: join(folder, "gone"), modified: 1n }]), []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
