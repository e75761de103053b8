import assert from "node:assert/strict";
import { test } from "node:test";
import { runFuzz } from "./fuzz.ts";

const seed = Number(process.env.RANDOM_SEED ?? 20_261_122);

test("no text makes foreseeing crash or drag", { timeout: 300_000 }, (context) => {
  context.diagnostic(`RANDOM_SEED=${seed}`);
  const report = runFuzz(5000, seed);
  context.diagnostic(`slowest: ${JSON.stringify(report.slowest)}`);
  assert.ok(report.parsed > report.count / 4, `only ${report.parsed} were lines of bash`);
  assert.deepEqual(report.crashes, []);
  assert.deepEqual(report.slow, []);
});
