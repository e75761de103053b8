import assert from "node:assert/strict";
import { test } from "node:test";
import type { UndoReview } from "../../../src/domain/undo-review.ts";
import { undoPage } from "../../../src/screens/undo/undo-page.ts";
import { PageDriver } from "../page-driver.tsx";
import { makeReview } from "../states.ts";
import { changedSince, dangerousUndo, makeUndoReview } from "../undos.ts";

const query = { kind: "undo-review", id: "3" } as const;

function page(review: UndoReview): PageDriver {
  const opened = new PageDriver(undoPage, { subject: "3" });
  assert.deepEqual(opened.asked(), [query]);
  return opened.answer(query, { kind: "undo-review", review });
}

const quiet = makeUndoReview();
const [changed, foreign] = changedSince;
assert.ok(changed && foreign);
const conflicting = makeUndoReview({ conflicts: changedSince });

test("files are brought back after a y, and what was agreed to is said with it", () => {
  const asked = page(quiet);
  assert.deepEqual(asked.press("u").intents, []);
  assert.deepEqual(asked.press("y").asked(), [{ kind: "undo", agreed: quiet }]);
  assert.deepEqual(asked.press("y", "n", "enter").intents, []);
});

test("n, Enter and Esc bring nothing back", () => {
  for (const key of ["n", "enter", "escape"]) {
    assert.deepEqual(page(quiet).press(key).intents, [{ kind: "back" }]);
  }
});

test("what is dangerous asks for the words, and y alone does nothing", () => {
  const asked = page(dangerousUndo);
  assert.deepEqual(asked.press("y").asked(), []);
  assert.match(asked.text(), /danger: This would open 12 files to everybody/);
  assert.deepEqual(asked.type("open 11 files").press("enter").asked(), []);
  const agreed = page(dangerousUndo).type("open 12 files").press("enter");
  assert.deepEqual(agreed.asked(), [{ kind: "undo", agreed: dangerousUndo }]);
});

test("what is refused cannot be agreed to", () => {
  const refused = page(
    makeUndoReview({ review: makeReview("guard --undo 3", { decision: "refuse" }) }),
  );
  assert.deepEqual(refused.press("y", "enter").asked(), []);
});

test("each path that changed is kept or taken back before anything goes on", () => {
  const asked = page(conflicting);
  assert.match(asked.text(), /-mine now[\s\S]*\+a/);
  assert.deepEqual(asked.press("enter", "y").intents, []);
  assert.match(asked.press("t").text(), /take back/);
  assert.deepEqual(asked.press("enter").intents, []);
  // The second cannot be taken back: what is there could not be kept.
  assert.deepEqual(asked.press("t", "enter").intents, []);
  const answers = { replace: [changed.path], leave: [foreign.path] };
  assert.deepEqual(asked.press("k", "enter").asked(), [{ ...query, answers }]);
});

test("what is said later to further conflicts is added to what was said before", () => {
  const answers = { replace: ["/home/ann/one"], leave: [] };
  const asked = page(makeUndoReview({ conflicts: [changed], answers })).press("k", "enter");
  const both = { replace: ["/home/ann/one"], leave: [changed.path] };
  assert.deepEqual(asked.asked(), [{ ...query, answers: both }]);
});

test("the difference is shown whole, and Esc leads back to the list", () => {
  const asked = page(conflicting).press("d");
  assert.match(asked.text(), /row 8/);
  assert.deepEqual(asked.press("escape").intents, []);
  assert.match(asked.text(), /2 paths changed since/);
  assert.deepEqual(asked.press("escape").intents, [{ kind: "back" }]);
});

test("what would be something else by now is asked about anew", () => {
  const asked = page(quiet).press("y");
  const now = makeUndoReview({ count: 2 });
  asked.answer({ kind: "undo", agreed: quiet }, { kind: "undo-review", review: now });
  assert.match(asked.text(), /Something changed just now/);
  assert.deepEqual(asked.press("y").asked(), [{ kind: "undo", agreed: now }]);
});

test("what a plan takes back goes on as a plan", () => {
  const asked = new PageDriver(undoPage, { subject: "3" });
  const argument = { value: { kind: "undo", id: "3" } };
  assert.deepEqual(asked.answer(query, { kind: "nothing" }).intents, [
    { kind: "replace", page: "plan", argument },
  ]);
});
