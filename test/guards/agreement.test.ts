import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { generateGuardDocs } from "../../scripts/generate-guard-docs.ts";
import { isAtLeast } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import { repository } from "../support/repository.ts";

/** The ids of the contract that have their guard by now; a new one is added here by hand. */
const written =
  "adds-setuid breaks-account breaks-secret-permissions bypasses-packages cannot-foresee changes-system-permissions cuts-network deletes-own-files deletes-required-files edits-checked-file exhausts-machine exposes-secrets kills-processes locks-you-out loses-uncommitted-work needless-root opens-permissions overwrites-disk overwrites-files powers-off removes-required-packages removes-setuid root-shell runs-unseen-code stops-required-service surprising-expansion weakens-guard weakens-trust".split(
    " ",
  );

test("the index holds the guards of the contract, one file each", () => {
  const files = globSync("src/guards/*.ts", { cwd: repository })
    .map((path) => basename(path, ".ts"))
    .filter((name) => name !== "index")
    .sort();
  assert.deepEqual(files, [...written].sort());
  assert.deepEqual(guards.map(({ id }) => id).sort(), [...written].sort());
});

test("every page of docs/guards is what its guard says", () => {
  const pages = generateGuardDocs();
  for (const { path, text } of pages) {
    const message = `${path} is out of date: node scripts/generate-guard-docs.ts`;
    assert.equal(readFileSync(join(repository, path), "utf8"), text, message);
  }
  const found = globSync("docs/guards/*.md", { cwd: repository }).sort();
  assert.deepEqual(found, pages.map(({ path }) => path).sort());
});

for (const guard of guards) {
  test(`${guard.id} is shown in both directions`, () => {
    const verdicts = guard.examples().map(({ expect }) => expect);
    assert.ok(verdicts.includes("quiet"), "no line that it leaves alone");
    assert.ok(
      verdicts.some((verdict) => verdict !== "quiet"),
      "no line that it reports",
    );
    for (const verdict of verdicts) {
      if (verdict !== "quiet") assert.ok(isAtLeast(guard.severity, verdict));
    }
    assert.ok(verdicts.includes(guard.severity), "no line that is as severe as it can be");
  });

  test(`${guard.id} speaks as the house does`, () => {
    const words = [
      guard.title,
      guard.why,
      guard.blindSpots,
      ...guard.examples().map(({ why }) => why),
    ];
    for (const text of words) assert.doesNotMatch(text, /!|\bplease\b/i);
  });
}
