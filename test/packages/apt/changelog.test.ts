import assert from "node:assert/strict";
import { test } from "node:test";
import { changesSince } from "../../../src/packages/apt/changelog.ts";

const text = `gong (2.0-1) stable; urgency=high

  * Mends (1.0-1) what was wrong.

 -- A <a@example.org>  Mon, 02 Jan 2023 13:06:21 +0100

gong (1.0-1) stable; urgency=low

  * First.
`;

test("only what is newer than the installed version is shown", () => {
  const newer = changesSince(text, "1.0-1");
  assert.match(newer, /Mends[^!]*\+0100\n$/);
  assert.doesNotMatch(newer, /First/);
  assert.equal(changesSince(text, "1.0-1+b2"), newer);
});

test("all of it is, where nothing is newer or the version is not known", () => {
  assert.equal(changesSince(text, "2.0-1"), text);
  assert.equal(changesSince(text, "0.9"), text);
});
