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
    const look = lookOf({ TERM, LANG: "C.UTF-8" }, size);
    assert.deepEqual([look.hasLines, look.hasColour, look.isAscii], [false, false, true], TERM);
  }
});

test("what the console of Linux may well do is there for who asks, but never against NO_COLOR", () => {
  const { fuller } = lookOf({ TERM: "linux", LANG: "C.UTF-8" }, size);
  assert.deepEqual(fuller, { hasColour: true, isAscii: false });
  const plain = lookOf({ TERM: "linux", LC_ALL: "C", NO_COLOR: "1" }, size);
  assert.deepEqual(plain.fuller, { hasColour: false, isAscii: true });
  assert.equal(lookOf({ TERM: "vt100", LANG: "C.UTF-8" }, size).fuller, undefined);
});
