import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { assertRoundTrip } from "../support/round-trip.ts";
import { makeContext, makeFolder, runBash } from "../support/trial.ts";
import { undoFixture, undoLines, undoRootLines } from "../support/undo-lines.ts";

describe("undo brings back everything", () => {
  let place = "";
  let folder = "";
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    const made = runBash(undoFixture, folder);
    assert.equal(made.errors, "");
  });
  afterEach(() => {
    spawnSync("chmod", ["-R", "u+rwX", "--", place]);
    rmSync(place, { recursive: true, force: true });
  });
  const all = process.geteuid?.() === 0 ? [...undoLines, ...undoRootLines] : undoLines;
  for (const line of all) {
    it(line, () => {
      const context = makeContext(join(place, "state"));
      assertRoundTrip(line, folder, context);
    });
  }
});
