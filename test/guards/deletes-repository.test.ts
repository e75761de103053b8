import assert from "node:assert/strict";
import { test } from "node:test";
import { deletesOwnFiles } from "../../src/guards/deletes-own-files.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

function said(line: string): string {
  const { facts } = fixtureMachine("user");
  return deletesOwnFiles.judge(foreseeThere(line, "user"), facts)[0]?.what ?? "";
}

test("with a repository goes what git has in no other place", () => {
  const words = /In ~\/src git has 3 files not committed and 2 commits not pushed anywhere\.$/;
  assert.match(said("rm -rf src"), words);
  assert.doesNotMatch(said("rm -rf Documents"), /git/);
});
