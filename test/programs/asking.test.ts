import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chmodProgram } from "../../src/programs/chmod.ts";
import { chownProgram } from "../../src/programs/chown.ts";
import { cpProgram } from "../../src/programs/cp.ts";
import { mvProgram } from "../../src/programs/mv.ts";
import { rmProgram } from "../../src/programs/rm.ts";
import { runModelAlone } from "../support/model-run.ts";
import { skipUnless } from "../support/need.ts";

const fixture =
  "mkdir -p dir/sub; echo a > a; echo b > b; chmod 444 b; echo x > dir/x; echo y > dir/sub/y";
const needs = { skip: skipUnless({ root: true, tools: ["setpriv"] }) };

describe("a question at the terminal", needs, () => {
  const asked = [
    [rmProgram, "rm -i a", "user"],
    [rmProgram, "rm -I -r dir", "user"],
    [rmProgram, "rm b", "user"],
    [rmProgram, "rm -ri dir", "root"],
    [mvProgram, "mv -i a b", "root"],
    [mvProgram, "mv a b", "user"],
    [cpProgram, "cp -i a b", "root"],
  ] as const;
  for (const [program, line, as] of asked) {
    it(`${line} as ${as}: the answer is not known, and guards see a yes`, () => {
      const run = runModelAlone(program, line.split(" "), { fixture, as, isTerminal: true });
      assert.notDeepEqual(run.unknown, []);
      assert.equal(run.model.status, undefined);
      assert.notDeepEqual(run.effects, []);
    });
  }
  const unasked = [
    [rmProgram, "rm a", "user"],
    [rmProgram, "rm b", "root"],
    [rmProgram, "rm -f b", "user"],
    [rmProgram, "rm -I a", "user"],
    [mvProgram, "mv a b", "root"],
    [mvProgram, "mv -f a b", "user"],
    [mvProgram, "mv -i a new", "user"],
  ] as const;
  for (const [program, line, as] of unasked) {
    it(`${line} as ${as}: nothing is asked`, () => {
      const run = runModelAlone(program, line.split(" "), { fixture, as, isTerminal: true });
      assert.deepEqual(run.unknown, []);
      assert.equal(run.model.status, 0);
    });
  }
});

describe("answers that hang on an order nobody knows", needs, () => {
  for (const [input, isKnown] of [
    ["y\nn\ny\ny\ny\ny\ny\n", false],
    ["n\n", true],
    ["y\n".repeat(20), true],
    ["y\n".repeat(3), false],
  ] as const) {
    it(`rm -ri dir with ${JSON.stringify(input)}`, () => {
      const run = runModelAlone(rmProgram, ["rm", "-ri", "dir"], { fixture, input });
      assert.equal(run.unknown.length === 0, isKnown);
    });
  }
});

describe("a program's own last refusal", needs, () => {
  for (const line of ["rm -rf /", "rm -r /", "rm -rf dir/../../../"]) {
    it(`${line}: nothing changes, and guards see it done`, () => {
      const run = runModelAlone(rmProgram, line.split(" "), { fixture });
      assert.equal(run.model.status, 1);
      assert.deepEqual(run.model.changes, []);
      const deleted = run.effects.filter(({ kind }) => kind === "delete");
      assert.ok(deleted.some((effect) => "path" in effect && effect.path === "/"));
      assert.ok(deleted.some((effect) => "path" in effect && effect.path === "/etc"));
    });
  }
  it("rm -r . and ..: the directory is left alone", () => {
    const run = runModelAlone(rmProgram, ["rm", "-r", "dir/."], { fixture });
    assert.equal(run.model.status, 1);
    assert.deepEqual(run.model.changes, []);
    assert.ok(run.effects.some(({ kind }) => kind === "delete"));
  });
  it("chmod and chown with --preserve-root", () => {
    for (const [program, line] of [
      [chmodProgram, "chmod --preserve-root -R 777 /"],
      [chownProgram, "chown --preserve-root -R 1 /"],
    ] as const) {
      const run = runModelAlone(program, line.split(" "), { fixture });
      assert.equal(run.model.status, 1);
      assert.deepEqual(run.model.changes, []);
      assert.ok(run.effects.some((effect) => effect.kind === "metadata" && effect.path === "/"));
    }
  });
});

describe("options of newer versions", needs, () => {
  for (const [program, line] of [
    [mvProgram, "mv --exchange a b"],
    [cpProgram, "cp --update=none a b"],
    [chmodProgram, "chmod -h 600 a"],
  ] as const) {
    it(`${line}: not known here, and nothing is done`, () => {
      const run = runModelAlone(program, line.split(" "), { fixture });
      assert.notDeepEqual(run.unknown, []);
      assert.deepEqual(run.model.changes, []);
    });
  }
});
