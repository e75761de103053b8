import assert from "node:assert/strict";
import { test } from "node:test";
import { unquote } from "../../../src/programs/git/clean.ts";

test("a name in quotes is what git means by it", () => {
  assert.equal(unquote("plain name"), "plain name");
  assert.equal(unquote('"tab\\there"'), "tab\there");
  assert.equal(unquote('"na\\303\\257ve \\"q\\" \\\\"'), 'naïve "q" \\');
  assert.equal(unquote('"bad\\377"'), "bad\udcff");
});
