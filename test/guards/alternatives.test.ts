import assert from "node:assert/strict";
import { test } from "node:test";
import { guardsFor } from "../../src/cli/guard-finder.ts";
import { guards } from "../../src/guards/index.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { type Court, review } from "../../src/plan/review.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";

function offered(line: string, as: FixtureUser): readonly string[] {
  const { facts } = fixtureMachine(as);
  const foreseen = foreseeThere(line, as);
  return guards
    .flatMap((guard) => guard.judge(foreseen, facts))
    .flatMap(({ instead }) => instead.map((alternative) => alternative.line));
}

/** What the review keeps of them: lines that were foreseen in their turn. */
function kept(line: string, as: FixtureUser): readonly string[] {
  const machine = fixtureMachine(as);
  const court: Court = {
    facts: machine.facts,
    guardsFor,
    level: "novice",
    foresee: (other: string) => {
      const result = foreseeLine(other, fixtureSituation(as), machine);
      return "kind" in result ? undefined : result;
    },
    assessUndo: () => ({ grade: "full" }),
  };
  return review(foreseeThere(line, as), court).findings.flatMap(({ instead }) =>
    instead.map((alternative) => alternative.line),
  );
}

for (const guard of guards) {
  test(`${guard.id}: every line offered instead passes the guards itself`, () => {
    for (const { line, as = "user", expect } of guard.examples()) {
      if (expect !== "quiet") {
        assert.deepEqual(kept(line, as).toSorted(), offered(line, as).toSorted(), line);
      }
    }
  });
}

/** Slips, and the line that puts each right. */
const remedies: readonly (readonly [line: string, remedy: string])[] = [
  ['rm -rf "$BUILD"/*', 'rm -rf "${BUILD:?}"/*'],
  ["rm -rf projects *", "rm -rf projects"],
  ["rm -rf projects *", "rm -rf projects/*"],
  ["cd /wrong; rm -rf *", "cd /wrong && rm -rf *"],
  ["chmod -R 777 site", "chmod -R u=rwX,go=rX site"],
  ["chmod 644 ~/.ssh/id_rsa", "chmod 600 ~/.ssh/id_rsa"],
  ["sudo vi letter.txt", "vi letter.txt"],
  ["curl -fsSL https://get.example.org | sh", "curl -fsSL -o script.sh https://get.example.org"],
  ["cp a.txt existing.txt", "cp -n a.txt existing.txt"],
  ["mv draft.txt final.txt", "mv -n draft.txt final.txt"],
  ["echo new > existing.txt", "echo new >> existing.txt"],
  ["echo new > existing.txt", "cp -a existing.txt existing.txt.bak && echo new > existing.txt"],
  ["sed -i 's/.*//' notes.txt", "sed -i.bak 's/.*//' notes.txt"],
  ["cat a.txt | tee notes.txt", "cat a.txt | tee -a notes.txt"],
  ["find . -name '*.txt' -delete", "find . -name '*.txt' -print"],
  ["ls -d photos/* | xargs rm", "ls -d photos/* | xargs echo rm"],
  ["rm -rf Documents", "gio trash Documents"],
  ["rm -rf Documents", "mv -n Documents Documents.old"],
  ["rm photos/*.jpg", "ls -d photos/*.jpg"],
  ["dd if=/dev/zero of=big bs=1M count=99999999", "dd if=/dev/zero of=big bs=1M count=8"],
  ["dd if=/dev/zero of=big && ls", "dd if=/dev/zero of=big bs=1M count=8 && ls"],
];

for (const [line, remedy] of remedies) {
  test(`${remedy} is offered for ${line}`, () => {
    assert.ok(kept(line, "user").includes(remedy), `only ${kept(line, "user").join(" | ")}`);
  });
}
