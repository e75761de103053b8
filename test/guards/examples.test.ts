import assert from "node:assert/strict";
import { test } from "node:test";
import { severities } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

for (const guard of guards) {
  for (const { line, expect, as = "user" } of guard.examples()) {
    test(`${guard.id}: ${as}: ${line}`, () => {
      const { facts } = fixtureMachine(as);
      const found = guard.judge(foreseeThere(line, as), facts);
      const ranks = found.map(({ severity }) => severities.indexOf(severity));
      const worst = severities[Math.max(...ranks)] ?? "quiet";
      // Quiet means nothing above a note; an example that says note wants one.
      assert.equal(expect === "quiet" && worst === "note" ? "quiet" : worst, expect);
    });
  }
}
