import assert from "node:assert/strict";
import { test } from "node:test";
import { type RawKey, readKeys } from "../../src/screens/key-press.ts";

const none: RawKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageUp: false,
  pageDown: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  tab: false,
  backspace: false,
  delete: false,
  ctrl: false,
  shift: false,
  meta: false,
};

function names(input: string, key: Partial<RawKey> = {}): readonly string[] {
  return readKeys(input, { ...none, ...key }, 0).map(({ name }) => name);
}

test("keys have names", () => {
  assert.deepEqual(names("", { return: true }), ["enter"]);
  assert.deepEqual(names("c", { ctrl: true }), ["ctrl+c"]);
  assert.deepEqual(names("B", { meta: true }), ["alt+b"]);
  assert.deepEqual(names("", { leftArrow: true, ctrl: true }), ["ctrl+left"]);
  assert.deepEqual(names("", { escape: true, meta: true }), ["escape"]);
  assert.deepEqual(names("", { tab: true, shift: true }), ["shift+tab"]);
});

test("text and the Enter after it may come as one piece", () => {
  assert.deepEqual(names("ls\r"), ["ls", "enter"]);
  assert.deepEqual(names("\n"), ["enter"]);
});

test("what comes behind an Enter is dropped: nobody has seen what it would answer", () => {
  assert.deepEqual(names("rm -rf docs\ry"), ["rm -rf docs", "enter"]);
});

test("function keys, which Ink does not tell apart, are one", () => {
  assert.deepEqual(names(""), ["function"]);
});

test("a key that only modifies types nothing", () => {
  assert.deepEqual(names("", { ctrl: true }), []);
});
