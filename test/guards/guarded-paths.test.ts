import assert from "node:assert/strict";
import { test } from "node:test";
import type { Path } from "../../src/domain/world.ts";
import { deletesRequiredFiles } from "../../src/guards/deletes-required-files.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

function judged(line: string, guardedPaths: readonly Path[]) {
  const facts = { ...fixtureMachine("user").facts, guardedPaths };
  return deletesRequiredFiles.judge(foreseeThere(line, "user"), facts);
}

test("a directory that the settings guard is guarded like the system's own", () => {
  const guarded = ["/home/ann/photos"];
  const [said] = judged("rm -r photos", guarded);
  assert.equal(said?.severity, "danger");
  assert.equal(said?.title, "This would delete what the settings guard");
  assert.match(said?.why ?? "", /needed as the settings guard \/home\/ann\/photos\./);
  assert.equal(judged("rm photos/a.jpg", guarded)[0]?.severity, "danger");
  assert.equal(judged("mv photos /tmp", guarded)[0]?.severity, "danger");
});

test("what lies elsewhere, and what no settings guard, is not", () => {
  assert.deepEqual(judged("rm -r site", ["/home/ann/photos"]), []);
  assert.deepEqual(judged("rm -r photos", ["/home/ann/photo"]), []);
  assert.deepEqual(judged("rm -r photos", []), []);
});
