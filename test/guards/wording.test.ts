import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import { causeOf, deletionOf, foreseenWith } from "../support/effects.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

const { facts } = fixtureMachine("user");

function textsOf({ title, what, why, instead, confirmWords }: Explanation): readonly string[] {
  return [title, what, why, confirmWords ?? "", ...instead.map((one) => one.why)];
}

for (const guard of guards) {
  test(`${guard.id}: what it says of its examples keeps to the rules of wording`, () => {
    for (const { line, as = "user" } of guard.examples()) {
      const machine = fixtureMachine(as);
      for (const said of guard.judge(foreseeThere(line, as), machine.facts)) {
        for (const text of textsOf(said)) {
          assert.doesNotMatch(text, /!|please|undefined|NaN|\[object/i, line);
          assert.doesNotMatch(text, /[\u0000-\u001f\u007f]/, line);
        }
        assert.doesNotMatch(said.title, /[/~]|\.$/, `a name or a full stop in: ${said.title}`);
        assert.match(said.what, /\.$/, line);
        assert.match(said.why, /\.$/, line);
        assert.ok(said.paths.length <= 20 && said.pathCount >= said.paths.length, line);
      }
    }
  });
}

test("a name with an escape sequence and a line break is shown, not sent", () => {
  const line = "rm -r x";
  const name = "/home/ann/\u001b[31mred\nline";
  const foreseen = foreseenWith(
    line,
    Array.from({ length: 5 }, (_, at) => deletionOf(`${name}${at}`, causeOf(line))),
  );
  const [said] = guards.flatMap((guard) => guard.judge(foreseen, facts));
  assert.match(said?.what ?? "", /~\/\\x1b\[31mred\\nline0/);
});

test("the rounds of a loop are one mistake", () => {
  const found = guards.flatMap((guard) =>
    guard.judge(foreseeThere('for f in photos/*; do rm "$f"; done', "user"), facts),
  );
  assert.equal(found.length, 1);
  assert.equal(found[0]?.title, "This would delete 5 files, 15 MB");
});
