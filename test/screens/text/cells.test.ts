import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, take, widthOf } from "../../../src/screens/text/cells.ts";

test("widths are columns of a terminal", () => {
  assert.equal(widthOf("abc"), 3);
  assert.equal(widthOf("\u6f22\u5b57"), 4);
  assert.equal(widthOf("e\u0301"), 1);
  assert.equal(widthOf("\u{1f600}"), 2);
  assert.equal(widthOf("\u00e4"), 1);
});

test("a text that is cut says so", () => {
  assert.equal(cut("abcdef", 6), "abcdef");
  assert.equal(cut("abcdefg", 6), "abc...");
  assert.equal(cut("abcdef", 3), "abc");
});

test("a wide character is never halved", () => {
  assert.equal(take("a\u6f22b", 2), "a");
  assert.equal(take("a\u6f22b", 3), "a\u6f22");
});
