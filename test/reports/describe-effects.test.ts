import assert from "node:assert/strict";
import { test } from "node:test";
import type { EffectSummary, Review } from "../../src/domain/review.ts";
import { describeEffects } from "../../src/reports/describe-effects.ts";

function textOf(effect: EffectSummary): string | undefined {
  return describeEffects({ effects: [effect] } as unknown as Review, 9).rows[0]?.[1];
}

test("a folder in which files are written is not said to be written itself", () => {
  const write = { kind: "write", program: "usermod", path: "/etc", detail: "truncate" } as const;
  assert.equal(textOf(write), "/etc  (replaces what is in it)");
  const several = { ...write, recursive: true, count: 2, size: 2488 };
  assert.equal(textOf(several), "/etc  (replaces what is in 2 files there, 2.5 kB)");
  assert.equal(
    textOf({ ...several, detail: "append", atLeast: true }),
    "/etc  (adds at the end of at least 2 files in it, 2.5 kB)",
  );
});
