import assert from "node:assert/strict";
import { test } from "node:test";
import { guardsFor } from "../../src/cli/guard-finder.ts";
import { type Explanation, levels } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { review } from "../../src/plan/review.ts";
import { describeForPrompt, describeReview } from "../../src/reports/plain.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";
import { brokenRules } from "../support/wording-rules.ts";

const style = { width: 80, hasColour: false };

for (const guard of guards) {
  test(`${guard.id}: every message keeps to the rules`, () => {
    const broken = guard.examples().flatMap(({ line, as = "user" }) => {
      const { facts } = fixtureMachine(as);
      return guard
        .judge(foreseeThere(line, as), facts)
        .flatMap((said) => brokenRules(said).map((rule) => `${line}: ${rule}`));
    });
    assert.deepEqual(broken, []);
  });

  test(`${guard.id}: it has something to do instead`, () => {
    const offered = guard
      .examples()
      .flatMap(({ line, as = "user" }) =>
        guard
          .judge(foreseeThere(line, as), fixtureMachine(as).facts)
          .flatMap(({ instead }) => instead),
      );
    assert.ok(offered.length > 0);
  });

  test(`${guard.id}: at every level the prompt is in order, and short for an expert`, () => {
    for (const { line, as = "user" } of guard.examples()) {
      for (const level of levels) {
        const judged = reviewed(line, as, level);
        const shown = describeForPrompt(judged, style);
        for (const row of [...shown, ...describeReview(judged, style)]) {
          assert.doesNotMatch(row, /\p{Cc}/u, line);
        }
        const findings = judged.findings.filter(
          ({ severity }) => level !== "expert" || severity !== "note",
        );
        const headlines = shown.filter((row) => /^ (- |! |!!) /.test(row));
        assert.equal(headlines.length, findings.length, `${level}: ${line}`);
        if (level === "expert") assert.doesNotMatch(shown.join("\n"), /^ {4}Why/m, line);
        else if (findings.length > 0) assert.match(shown.join("\n"), /^ {4}Why/m, line);
      }
    }
  });
}

function reviewed(line: string, as: FixtureUser, level: (typeof levels)[number]) {
  const machine = fixtureMachine(as);
  return review(foreseeThere(line, as), {
    facts: machine.facts,
    guardsFor,
    level,
    foresee: (other) => {
      const result = foreseeLine(other, fixtureSituation(as), machine);
      return "kind" in result ? undefined : result;
    },
    assessUndo: () => ({ grade: "none", reason: "nothing is kept here" }),
  });
}

/** Each rule catches what it is for, so that a rule that lets everything pass is seen. */
const good: Explanation = {
  severity: "caution",
  title: "This would delete 5 files, 15 MB",
  what: "~/docs would be gone for good.",
  why: "A deleted file does not go to a bin.",
  instead: [{ line: "gio trash docs", why: "goes to the bin" }],
  span: [0, 1],
  paths: [],
  pathCount: 0,
};
const bad: readonly (readonly [what: string, difference: Partial<Explanation>])[] = [
  ["a long title", { title: `This would ${"really ".repeat(10)}delete` }],
  ["a full stop in the title", { title: "This would delete 5 files." }],
  ["a path in the title", { title: "This would delete /etc/passwd" }],
  ["no full stop", { what: "~/docs would be gone" }],
  ["two full stops", { what: "~/docs would be gone.." }],
  ["a long sentence", { why: `It ${"is ".repeat(40)}so.` }],
  ["jargon", { why: "The inode would be gone." }],
  ["jargon in a capital", { what: "The Kernel would stop." }],
  ["an exclamation", { why: "Stop!." }],
  ["begging", { why: "Please do not do it." }],
  ["a value", { what: "undefined would be gone." }],
  ["an escape", { what: "a\u001b[31m would be gone." }],
  ["a unit", { what: "It has 5 MiB." }],
  ["a number", { what: "It has 12345 files." }],
  ["a reason like a sentence", { instead: [{ line: "ls", why: "Shows it." }] }],
  ["no reason", { instead: [{ line: "ls", why: "" }] }],
];

test("the rules let a good message pass", () => assert.deepEqual(brokenRules(good), []));

for (const [what, difference] of bad) {
  test(`the rules catch ${what}`, () => {
    assert.notDeepEqual(brokenRules({ ...good, ...difference }), []);
  });
}
