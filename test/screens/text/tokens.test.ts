import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, shown, token, wrapText } from "../../../src/screens/text/tokens.ts";
import { look } from "../states.ts";

test("rows break at blanks, and words only where they must", () => {
  assert.deepEqual(wrapText("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrapText("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
  assert.deepEqual(wrapText("", 5), [""]);
});

test("text beside a label goes on under itself", () => {
  const rows = beside([token("Why  ")], "a reason that is long", 20);
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => text).join("")),
    ["Why  a reason that", "     is long"],
  );
});

test("what a terminal would act on is made visible", () => {
  assert.equal(shown("a\u001b[31mb\n", look), "a\\x1b[31mb\\n");
  assert.equal(shown("\u00e4", look), "\u00e4");
  assert.equal(shown("\u00e4\u{1f600}", { ...look, isAscii: true }), "\\u00e4\\U0001f600");
});
