import assert from "node:assert/strict";
import { test } from "node:test";
import { splitWords } from "../../../src/programs/git/alias-words.ts";

test("an alias is split at blanks, but not within quotes", () => {
  assert.deepEqual(splitWords("reset  --hard HEAD"), ["reset", "--hard", "HEAD"]);
  assert.deepEqual(splitWords(`log --format='%h %s' "a\\"b" c\\ d`), [
    "log",
    "--format=%h %s",
    'a"b',
    "c d",
  ]);
  assert.deepEqual(splitWords("commit -m ''"), ["commit", "-m", ""]);
});
