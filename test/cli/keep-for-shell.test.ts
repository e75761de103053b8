import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import {
  buildBundles,
  giveToUser,
  guardWords,
  makeHome,
  skipWithoutUser,
  userWords,
} from "../support/handrail-home.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame } from "../support/trial.ts";

before(buildBundles);

const environmentOf = (home: string) => ({ HOME: home, PATH: "/usr/bin:/bin", LANG: "C.UTF-8" });

/** A shell of the user's in its home: `$guard` is the program, `$line` what it is about to run. */
function inShell(home: string, line: string, script: string) {
  const guard = guardWords().at(-1) ?? "";
  const [program, ...rest] = ["setsid", "--wait", ...userWords("bash")];
  const { status, signal, stdout, stderr } = spawnSync(program ?? "", rest, {
    cwd: join(home, "docs"),
    env: { ...environmentOf(home), guard, line },
    input: script,
    encoding: "utf8",
  });
  return { status, signal, output: stdout, errors: stderr };
}

function ask(home: string, ...words: readonly string[]) {
  const [program, ...rest] = ["setsid", "--wait", ...words];
  const options = { cwd: home, env: environmentOf(home), encoding: "utf8" } as const;
  return spawnSync(program ?? "", rest, options);
}

/** What a prompt hook does around the shell's own run of a line. */
const hook = `
id=$("$guard" --keep -c "$line") || exit 99
eval "$line"; status=$?
[ -z "$id" ] || "$guard" --kept "$id" "$status"
exit "$status"`;

function makeBusyHome(): string {
  const home = makeHome();
  const docs = join(home, "docs");
  mkdirSync(join(docs, "deep"));
  writeFileSync(join(docs, "deep/two"), "two\n", { mode: 0o600 });
  writeFileSync(join(docs, "notes"), "text\n");
  giveToUser(home);
  return home;
}

describe("lines that the shell runs itself", { skip: skipWithoutUser }, () => {
  const line =
    "chmod 640 notes; echo x > notes; rm -r deep; mkdir made; mv a.txt moved; cd made; v=1; ! true";

  test("are kept before, recorded after, taken back exactly and done again", () => {
    const home = makeBusyHome();
    const folder = join(home, "docs");
    const before = takeSnapshot(folder);
    const ran = inShell(home, line, hook);
    assert.equal(ran.status, 1, ran.errors);
    assert.equal(ran.output, "");
    const after = takeSnapshot(folder);
    assert.ok(existsSync(join(folder, "made")) && !existsSync(join(folder, "deep")));
    assert.match(String(ask(home, ...guardWords("--history")).stdout), /status 1 +undo: yes/);
    assert.equal(ask(home, ...guardWords("--undo")).status, 0);
    assertSame(before, takeSnapshot(folder), "after undo");
    const [undo] = JSON.parse(ask(home, ...guardWords("--history", "--json")).stdout).entries;
    assert.equal(ask(home, ...guardWords("--undo", undo.id)).status, 0);
    assertSame(after, takeSnapshot(folder), "after the redo");
  });

  test("are taken back all the same when the shell ended in the middle of them", () => {
    const home = makeBusyHome();
    const folder = join(home, "docs");
    const before = takeSnapshot(folder);
    const cut = inShell(home, `${line}; kill -KILL $$`, hook);
    assert.equal(cut.signal, "SIGKILL", cut.errors);
    assert.ok(!existsSync(join(folder, "deep")));
    assert.match(String(ask(home, ...guardWords("--history")).stdout), /cut off while running/);
    assert.equal(ask(home, ...guardWords("--undo")).status, 0);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  test("leave nothing where there is nothing to keep, and say what is no entry", () => {
    const home = makeBusyHome();
    const { status, output } = inShell(home, "ls >/dev/null", `"$guard" --keep -c "$line"`);
    assert.deepEqual([status, output], [0, ""]);
    for (const words of [
      ["--kept", "0000000"],
      ["--kept"],
      ["--kept", "0000000", "x"],
      ["--keep"],
    ]) {
      assert.equal(ask(home, ...guardWords(...words)).status, 64, words.join(" "));
    }
    const twice = `id=$("$guard" --keep -c "$line"); eval "$line"; "$guard" --kept "$id"; "$guard" --kept "$id"`;
    assert.equal(inShell(home, "rm notes", twice).status, 64);
  });

  test("count as running until then, so that they are not taken back halfway", () => {
    const home = makeBusyHome();
    const script = `id=$("$guard" --keep -c "$line"); eval "$line"; "$guard" --undo "$id"; echo "$?"`;
    const { output, errors } = inShell(home, "rm notes", script);
    assert.notEqual(output.trim(), "0");
    assert.match(errors, /still being worked on/);
  });
});
