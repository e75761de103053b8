import assert from "node:assert/strict";
import { test } from "node:test";
import { editText, inputOf, type TextInput } from "../../../src/screens/parts/text-input.ts";

/** An input written with `|` for the cursor, and the same after keys. */
function edited(written: string, ...keys: readonly string[]): string {
  const start: TextInput = { text: written.replace("|", ""), cursor: written.indexOf("|") };
  const end = keys.reduce((input, name) => editText(input, { name, time: 0 }) ?? input, start);
  return `${end.text.slice(0, end.cursor)}|${end.text.slice(end.cursor)}`;
}

test("the cursor moves by characters, words and to the ends", () => {
  assert.equal(edited("rm docs|", "left", "left"), "rm do|cs");
  assert.equal(edited("rm docs|", "home", "right"), "r|m docs");
  assert.equal(edited("rm -rf docs|", "alt+b", "alt+b"), "rm -|rf docs");
  assert.equal(edited("|rm docs", "alt+f", "ctrl+right"), "rm docs|");
  assert.equal(edited("r|m", "ctrl+a", "ctrl+e"), "rm|");
  assert.equal(edited("|rm", "left"), "|rm");
});

test("words and halves of a line go at once", () => {
  assert.equal(edited("rm -rf ./docs|", "ctrl+w"), "rm -rf |");
  assert.equal(edited("rm -rf ./docs|", "alt+backspace"), "rm -rf ./|");
  assert.equal(edited("rm |docs", "ctrl+k"), "rm |");
  assert.equal(edited("rm |docs", "ctrl+u"), "|docs");
  assert.equal(edited("rm |docs", "alt+d"), "rm |");
});

test("a character is never halved", () => {
  assert.equal(edited("a\u{1f600}|", "backspace"), "a|");
  assert.equal(edited("e\u0301|", "left"), "|e\u0301");
  assert.equal(edited("|\u{1f600}b", "delete"), "|b");
});

test("text goes in at the cursor", () => {
  const input = editText({ text: "rm docs", cursor: 3 }, { name: "-rf ", text: "-rf ", time: 0 });
  assert.deepEqual(input, { text: "rm -rf docs", cursor: 7 });
});

test("a key that edits nothing is left to others", () => {
  assert.equal(editText(inputOf("a"), { name: "tab", time: 0 }), undefined);
  assert.equal(editText(inputOf("a"), { name: "constructor", time: 0 }), undefined);
});
