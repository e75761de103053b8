import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isAtLeast, type Severity, severities } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";
import { repository } from "../support/repository.ts";

interface Row {
  readonly expect: string;
  readonly as: "user" | "root";
  readonly line: string;
  readonly why: string;
}

const rows = readFileSync(join(repository, "test/cases/decisions.tsv"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("# "))
  .map((line): Row => {
    const [expect = "", as = "", text = "", why = ""] = line.split("\t");
    assert.ok(as === "user" || as === "root", line);
    return { expect, as, line: text, why };
  });

function isSeverity(text: string): text is Severity {
  return (severities as readonly string[]).includes(text);
}

for (const { expect, as, line, why } of rows) {
  const skip = expect.startsWith("later:") ? "its program or guard does not exist yet" : false;
  test(`${expect}: ${as}: ${line}: ${why}`, { skip }, () => {
    const foreseen = foreseeThere(line, as);
    const { facts } = fixtureMachine(as);
    const found = guards.flatMap((guard) =>
      guard.judge(foreseen, facts).map(({ severity }) => ({ guard: guard.id, severity })),
    );
    const serious = found.filter(({ severity }) => severity !== "note");
    if (expect === "quiet") assert.deepEqual(serious, []);
    else {
      assert.ok(isSeverity(expect), expect);
      const isReached = found.some(({ severity }) => isAtLeast(severity, expect));
      assert.ok(
        isReached,
        `found ${JSON.stringify(found)}, unknown ${JSON.stringify(foreseen.unknown)}`,
      );
    }
  });
}

test("both directions are well covered", () => {
  assert.ok(rows.filter(({ expect }) => expect === "quiet").length >= 60);
  assert.ok(rows.filter(({ expect }) => isSeverity(expect)).length >= 80);
});
