import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import {
  buildBundles,
  handrailWords,
  makeHome,
  skipWithoutUser,
} from "../support/handrail-home.ts";

const skip = skipWithoutUser;

before(buildBundles);

/** handrail as an ordinary user in a throwaway home, with no terminal anywhere. */
function handrail(home: string, ...words: readonly string[]) {
  const [program, ...args] = handrailWords(...words);
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: home,
    env: { HOME: home, PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
    input: "",
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("without a terminal the check-up is printed, and how to go on", { skip }, () => {
  const home = makeHome();
  const { status, stdout, stderr } = handrail(home);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Check-up of \S+, for \S+, level novice$/m);
  assert.match(stdout, /^ ok you are \S+, not root$/m);
  assert.match(stdout, /^\d+ parts looked at: /m);
  assert.match(stdout, /guard --check -c 'LINE'/);
  assert.doesNotMatch(stdout, /\u001b/);
  assert.ok(existsSync(join(home, "docs/a.txt")));
});

test("what comes later says so, with the status for usage", { skip }, () => {
  const home = makeHome();
  for (const words of [["hook"], ["find", "x"]]) {
    const { status, stderr } = handrail(home, ...words);
    assert.equal(status, 64, words.join(" "));
    assert.match(stderr, /comes in a later version/);
  }
  assert.equal(handrail(home, "nonsense").status, 64);
});

test("settings tell what holds and where it comes from", { skip }, () => {
  const home = makeHome();
  const { status, stdout } = handrail(home, "settings");
  assert.equal(status, 0);
  assert.match(stdout, /Level +novice: nobody has chosen one/);
  assert.match(stdout, /\.config\/handrail\/config\.json/);
  const report = JSON.parse(handrail(home, "settings", "--json").stdout);
  assert.equal(report.schema, "handrail/settings@1");
  assert.equal(report.levelFrom, "usual");
});

test("the check-up takes only the answers it has", { skip }, () => {
  const home = makeHome();
  for (const answer of ["nonsense=yes", "fetch=perhaps"]) {
    const { status, stderr } = handrail(home, "check-up", "--answer", answer);
    assert.equal(status, 64);
    assert.match(stderr, /^handrail: check-up takes .*, not /);
  }
});

test("explain tells of a guard, of all guards, and of a line", { skip }, () => {
  const home = makeHome();
  assert.match(handrail(home, "explain", "deletes-own-files").stdout, /deletes-own-files/);
  assert.match(handrail(home, "explain").stdout, /opens-permissions/);
  const line = handrail(home, "explain", "rm -rf docs");
  assert.equal(line.status, 0);
  assert.match(line.stdout, /caution: This would delete 2 files/);
  assert.ok(existsSync(join(home, "docs/a.txt")));
  assert.equal(handrail(home, "explain", "echo 'a").status, 64);
});

test("an empty history has nothing to undo", { skip }, () => {
  const home = makeHome();
  assert.equal(handrail(home, "history").status, 0);
  assert.equal(handrail(home, "undo").status, 64);
  assert.equal(handrail(home, "undo", "nosuch").status, 64);
});

test("help and version are printed", { skip }, () => {
  const home = makeHome();
  assert.match(handrail(home, "--help").stdout, /^Usage: {2}handrail/m);
  assert.match(handrail(home, "--version").stdout, /^\d+\.\d+\.\d+$/m);
});
