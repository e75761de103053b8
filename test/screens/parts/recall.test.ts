import assert from "node:assert/strict";
import { test } from "node:test";
import { goBack, recallOf, remember } from "../../../src/screens/parts/recall.ts";
import { inputOf } from "../../../src/screens/parts/text-input.ts";

test("back and forth leads through earlier lines to what was being typed", () => {
  const first = goBack(recallOf(["b", "a"]), inputOf("half"), 1);
  assert.equal(first?.input.text, "b");
  const second = goBack(first!.recall, first!.input, 1);
  assert.equal(second?.input.text, "a");
  assert.equal(goBack(second!.recall, second!.input, 1), undefined);
  const third = goBack(second!.recall, second!.input, -1);
  const fourth = goBack(third!.recall, third!.input, -1);
  assert.equal(fourth?.input.text, "half");
  assert.equal(goBack(fourth!.recall, fourth!.input, -1), undefined);
});

test("a line is remembered once, the newest first", () => {
  assert.deepEqual(remember(recallOf(["b", "a"]), "a").lines, ["a", "b"]);
  assert.deepEqual(remember(recallOf(["b"]), " ").lines, ["b"]);
});
