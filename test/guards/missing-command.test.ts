import assert from "node:assert/strict";
import { test } from "node:test";
import { guardsFor } from "../../src/cli/guard-finder.ts";
import { cannotForesee } from "../../src/guards/cannot-foresee.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { review } from "../../src/plan/review.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";

function said(line: string) {
  const { facts } = fixtureMachine("user");
  return cannotForesee
    .judge(foreseeThere(line, "user"), facts)
    .filter(({ title }) => title.startsWith("This machine"));
}

test("a mistyped command is told, with the line as it was probably meant", () => {
  const [finding] = said("sl Documents && echo done");
  assert.equal(finding?.severity, "note");
  assert.match(finding?.what ?? "", /^sl is not installed here\. A name near it is ls\.$/);
  assert.deepEqual(finding?.span, [0, 2]);
  assert.deepEqual(finding?.instead, [{ line: "ls Documents && echo done", why: "with ls" }]);
});

test("behind sudo, in a pipe and after another command as well, each name once", () => {
  assert.equal(said("sudo gti status")[0]?.instead[0]?.line, "sudo git status");
  assert.equal(said("ls | sl")[0]?.instead[0]?.line, "ls | ls");
  assert.equal(said("sl a; sl b").length, 1);
  assert.equal(said("sl a; gti b").length, 2);
});

test("a missing program is told with the package that brings it", () => {
  const [finding] = said("dig example.test");
  assert.match(finding?.what ?? "", /The package bind9-dnsutils would bring it\./);
  assert.equal(finding?.instead[0]?.line, "handrail install bind9-dnsutils");
});

test("what is here, is defined by the line or lies at a path is not told", () => {
  for (const line of ["ls", "cd /tmp", "f() { :; }; f", "./nosuch", "command -v sl || true"]) {
    assert.deepEqual(said(line), [], line);
  }
});

test("a name near it is offered only where its line is no worse than the slip", () => {
  const machine = fixtureMachine("user");
  const judged = review(foreseeThere("rmm -rf Documents", "user"), {
    facts: machine.facts,
    guardsFor,
    level: "novice",
    foresee: (line) => {
      const result = foreseeLine(line, fixtureSituation("user"), machine);
      return "kind" in result ? undefined : result;
    },
    assessUndo: () => ({ grade: "full" }),
  });
  assert.equal(judged.decision, "allow");
  assert.match(judged.findings[0]?.what ?? "", /A name near it is rm\./);
  assert.deepEqual(judged.findings[0]?.instead, []);
});
