import assert from "node:assert/strict";
import { test } from "node:test";
import type { EffectSummary, Review } from "../../src/domain/review.ts";
import { reviewToObject } from "../../src/reports/json.ts";

/** The kinds of the contract, which scripts rely on. */
const kinds =
  "create write delete move link metadata device mount process service account package network power run-code".split(
    " ",
  );

const review: Review = {
  line: "git push --force",
  argv: null,
  directory: "/home/ann",
  user: "ann",
  level: "novice",
  decision: "ask",
  confirm: "yes",
  confirmWords: "",
  undo: { grade: "none" },
  findings: [],
  effects: [],
  unknown: [],
};

test("what git keeps is told in the contract's kinds", () => {
  const details = ["rewrite-remote main", "delete-remote old", "store stash@{0}", "drop-stash x"];
  const effects = details.map((detail): EffectSummary => ({ kind: "repository", detail }));
  const told = reviewToObject({ ...review, effects }).effects as readonly EffectSummary[];
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ["network", "network", "write", "delete"],
  );
  assert.ok(told.every(({ kind }) => kinds.includes(kind)));
});
