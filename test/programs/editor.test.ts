import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

const written = (line: string) => foreseeThere(line, "user").changes();

test("each editor's own letters lead to the file that it opens", () => {
  const opened = written("ed old.txt");
  assert.equal(opened.length, 1);
  for (const line of [
    "ed -s old.txt <<< u",
    "ed -p '*' old.txt",
    "ex -s old.txt",
    "ex -sc 'normal x|x' old.txt",
    "ex -s -c undo -c x old.txt",
    "vi +3 old.txt",
    "vim -s script old.txt",
    "vim -c wq old.txt",
    "nano -- old.txt",
  ]) {
    assert.deepEqual(written(line), opened, line);
  }
  assert.deepEqual(written("vim -R old.txt"), []);
});
