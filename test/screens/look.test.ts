import assert from "node:assert/strict";
import { test } from "node:test";
import { lookOf } from "../../src/screens/look.ts";

const size = { columns: 80, rows: 24 };

test("an ordinary terminal gets colours and lines", () => {
  const look = lookOf({ TERM: "xterm-256color", LANG: "en_US.UTF-8" }, size);
  assert.deepEqual(look, { ...size, hasColour: true, hasLines: true, isAscii: false });
});

test("NO_COLOR takes the colours, but not when it is empty", () => {
  const plain = { TERM: "xterm", LANG: "C.UTF-8" };
  assert.equal(lookOf({ ...plain, NO_COLOR: "1" }, size).hasColour, false);
  assert.equal(lookOf({ ...plain, NO_COLOR: "" }, size).hasColour, true);
});

test("LC_ALL=C wins over a LANG of UTF-8", () => {
  const look = lookOf({ TERM: "xterm", LANG: "de_DE.UTF-8", LC_ALL: "C" }, size);
  assert.equal(look.isAscii, true);
  assert.equal(look.hasLines, false);
});

test("consoles and serial lines are drawn with dashes", () => {
  for (const TERM of ["linux", "vt100", "vt220", "dumb", "ansi"]) {
    assert.equal(lookOf({ TERM, LANG: "C.UTF-8" }, size).hasLines, false, TERM);
  }
  assert.equal(lookOf({ TERM: "vt100", LANG: "C.UTF-8" }, size).hasColour, false);
});
