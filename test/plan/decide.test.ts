import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Level, Severity } from "../../src/domain/finding.ts";
import { decide } from "../../src/plan/decide.ts";

const guard = "deletes-own-files";

/** The contract's table, cell by cell. */
const table: Record<Severity, Record<Level, string>> = {
  note: { novice: "allow none", standard: "allow none", expert: "allow none" },
  caution: { novice: "ask yes", standard: "ask yes", expert: "allow none" },
  danger: { novice: "ask type", standard: "ask type", expert: "ask yes" },
  critical: { novice: "refuse none", standard: "refuse none", expert: "ask type" },
};

describe("the decision", () => {
  for (const [severity, row] of Object.entries(table)) {
    for (const [level, expected] of Object.entries(row)) {
      it(`for ${severity} at level ${level} is ${expected}`, () => {
        const { decision, confirm } = decide(
          [{ guard, severity: severity as Severity }],
          level as Level,
        );
        assert.equal(`${decision} ${confirm}`, expected);
      });
    }
  }
  it("follows the severest finding", () => {
    const findings = [
      { guard, severity: "note" },
      { guard: "overwrites-disk", severity: "critical" },
      { guard: "root-shell", severity: "caution" },
    ] as const;
    assert.equal(decide(findings, "novice").decision, "refuse");
  });
  it("leaves accepted findings out, whatever their severity", () => {
    const findings = [{ guard, severity: "critical" }] as const;
    assert.equal(decide(findings, "novice", new Set([guard])).decision, "allow");
    assert.equal(decide(findings, "novice", new Set(["root-shell"])).decision, "refuse");
  });
  it("never accepts what a policy refuses", () => {
    const findings = [{ guard, severity: "caution" }] as const;
    assert.equal(decide(findings, "novice", new Set([guard]), new Set([guard])).decision, "ask");
  });
});
