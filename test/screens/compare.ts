import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../support/repository.ts";

/** Compares with what was kept; HANDRAIL_UPDATE_SNAPSHOTS=1 keeps what is drawn now instead. */
export function compareSnapshot(name: string, text: string): void {
  const file = join(repository, "test/screens/snapshots", name);
  if (process.env.HANDRAIL_UPDATE_SNAPSHOTS === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, "utf8"));
}
