import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Effect } from "../../src/domain/effect.ts";
import { gitProgram } from "../../src/programs/git.ts";
import { type ModelRunOptions, runModelAlone } from "../support/model-run.ts";
import { skipUnless } from "../support/need.ts";

const fixture = `
  export GIT_CONFIG_NOSYSTEM=1 HOME=$PWD
  git init -q -b main --template= .; git config user.name a; git config user.email a@example.org
  echo one > one; git add .; git commit -qm first; git branch merged
  git checkout -qb own; echo two > two; git add .; git commit -qm second; git checkout -q main
  git remote add there https://git.example.org/x.git
  echo changed > one; git stash -q; echo changed > one`;

/** What git is told to do with what it keeps, and over the network. */
function effectsOf(line: string, options: Partial<ModelRunOptions> = {}): readonly string[] {
  const { effects } = runModelAlone(gitProgram, line.split(" "), { fixture, ...options });
  return effects.flatMap(describeEffect);
}

function describeEffect(effect: Effect): readonly string[] {
  if (effect.kind === "network") return [`network ${effect.action} ${effect.target}`];
  if (effect.kind === "run-code") return [`run ${effect.interpreter}`];
  if (effect.kind !== "repository") return [];
  return [`${effect.action} ${effect.target} ${effect.count ?? "?"}`];
}

const expected: readonly (readonly [line: string, ...effects: string[]])[] = [
  ["git branch -D own", "delete-branch own 1"],
  ["git branch -D merged", "delete-branch merged 0"],
  ["git branch -d own"],
  ["git branch -M own main", "store main ?"],
  ["git stash drop", "drop-stash refs/stash@{0} 1"],
  ["git stash clear", "drop-stash all stashes 1"],
  ["git reflog expire --expire=now --all", "forget-history where branches led before ?"],
  [
    "git push --force there main",
    "network push https://git.example.org/x.git",
    "rewrite-remote there/main ?",
  ],
  [
    "git push there +own:main",
    "network push https://git.example.org/x.git",
    "rewrite-remote there/main ?",
  ],
  [
    "git push there :own",
    "network push https://git.example.org/x.git",
    "delete-remote there/own ?",
  ],
  ["git push there own", "network push https://git.example.org/x.git"],
  ["git push --force-with-lease there own", "network push https://git.example.org/x.git"],
  ["git push nowhere own"],
  ["git fetch there", "network fetch https://git.example.org/x.git", "store fetched commits ?"],
];

describe("git", { skip: skipUnless({ root: true, tools: ["git"] }) }, () => {
  for (const [line, ...effects] of expected) {
    it(line, () => assert.deepEqual(effectsOf(line), effects));
  }
  it("a hook is code that nobody can foresee", () => {
    const hooked = `${fixture}; mkdir .git/hooks; printf '#!/bin/sh\\\\n' > .git/hooks/pre-push; chmod 755 .git/hooks/pre-push`;
    assert.ok(effectsOf("git push there own", { fixture: hooked }).includes("run pre-push"));
    assert.ok(
      !effectsOf("git push --no-verify there own", { fixture: hooked }).includes("run pre-push"),
    );
  });
});
