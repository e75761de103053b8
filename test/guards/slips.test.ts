import assert from "node:assert/strict";
import { test } from "node:test";
import { harmOf } from "../../src/guards/common/harm.ts";
import { findSlip } from "../../src/guards/common/slips.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

/** The slip that is seen in a line of ann's, beside its nearest neighbour without one. */
const pairs: readonly (readonly [kind: string, slip: string, sound: string])[] = [
  ["empty-variable", 'rm -rf "$BUILD"/*', 'BUILD=photos; rm -rf "$BUILD"/*'],
  ["empty-variable", "rm -rf $NOSUCH/home/ann/photos", "rm -rf /home/ann/photos"],
  ["empty-variable", "rm -rf ~/$BUILD/*", "rm -rf ~/*"],
  ["empty-variable", "rm -rf $BUILD*", "rm -rf photos*"],
  ["empty-variable", "rm -rf ~/photos/$BUILD", "rm -rf ~/photos/"],
  ["empty-variable", "chmod -R 777 $BUILD/home/ann/site", "chmod -R 777 /home/ann/site"],
  ["empty-variable", "rm -rf $(true)/home/ann/photos", "rm -rf $(echo /home/ann)/photos"],
  ["stray-blank", "rm -rf projects *", "rm -rf projects photos"],
  ["stray-blank", "rm -rf projects/ *", "rm -rf projects/*"],
  ["stray-blank", "rm -f * .o", "rm -f *.txt"],
  ["stray-blank", "rm -rf ~ /photos", "rm -rf ~/photos"],
  ["stray-blank", "chmod -R 777 site *", "chmod -R 777 *"],
  ["failed-change", "cd /wrong; rm -rf *", "cd photos; rm -rf *"],
  [
    "failed-change",
    "cd /wrong; rm -f old.txt a.txt report.txt",
    "cd /wrong; rm -f /home/ann/a.txt",
  ],
  ["failed-change", "cd /wrong; echo x > notes.txt", "cd /; echo x > /home/ann/notes.txt"],
  ["split-variable", "F='old.txt nosuch'; rm -f $F", "F='old.txt a.txt'; rm -f $F"],
];

function slipOf(line: string): string | undefined {
  const { facts } = fixtureMachine("user");
  const foreseen = foreseeThere(line, "user");
  const harms = harmOf(foreseen, facts);
  assert.ok(harms.length > 0, `no harm in ${line}`);
  return harms.flatMap((harm) => findSlip(harm.cause, harm.command.operands) ?? [])[0]?.kind;
}

for (const [kind, slip, sound] of pairs) {
  test(`${kind}: ${slip}, not ${sound}`, () => {
    assert.equal(slipOf(slip), kind);
    assert.equal(slipOf(sound), undefined);
  });
}
