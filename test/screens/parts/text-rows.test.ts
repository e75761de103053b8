import assert from "node:assert/strict";
import { test } from "node:test";
import { inputOf } from "../../../src/screens/parts/text-input.ts";
import { inputRows } from "../../../src/screens/parts/text-rows.ts";
import { look } from "../states.ts";

test("a long line takes more rows, up to the most there are", () => {
  assert.deepEqual(inputRows(inputOf("abcdef"), 4, 3, look).rows, ["abcd", "ef"]);
  const { rows, hasEarlier } = inputRows(inputOf("abcdefghijkl"), 4, 2, look);
  assert.deepEqual(rows, ["ijkl", ""]);
  assert.equal(hasEarlier, true);
});

test("the cursor is where the next character would be", () => {
  assert.deepEqual(inputRows(inputOf("abc"), 4, 1, look).cursor, { x: 3, y: 0 });
  assert.deepEqual(inputRows({ text: "abc", cursor: 1 }, 4, 1, look).cursor, { x: 1, y: 0 });
  assert.deepEqual(inputRows(inputOf("\u6f22"), 4, 1, look).cursor, { x: 2, y: 0 });
});

test("the rows around the cursor are the ones shown", () => {
  const { rows, hasLater } = inputRows({ text: "abcdefghijkl", cursor: 1 }, 4, 1, look);
  assert.deepEqual(rows, ["abcd"]);
  assert.equal(hasLater, true);
});

test("control characters are shown, not sent", () => {
  assert.deepEqual(inputRows(inputOf("a\u001bb"), 20, 1, look).rows, ["a\\x1bb"]);
});
