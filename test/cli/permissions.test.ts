import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import {
  buildBundles,
  handrailWords,
  makeHome,
  skipWithoutUser,
} from "../support/handrail-home.ts";
import { need } from "../support/need.ts";
import { compareSnapshots, takeSnapshot } from "../support/snapshot.ts";

const skip = skipWithoutUser || need("getfacl");

before(buildBundles);

/** handrail as an ordinary user in a throwaway home, with no terminal anywhere. */
function handrail(home: string, ...words: readonly string[]) {
  const [program, ...args] = handrailWords(...words);
  return spawnSync(program, args, {
    cwd: home,
    env: { HOME: home, PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
    input: "",
    encoding: "utf8",
  });
}

/** A folder of web pages that everybody may change, with a program in it. */
function makeSite(home: string): string {
  const { uid, gid } = statSync(home);
  const site = join(home, "site");
  mkdirSync(join(site, "css"), { recursive: true });
  const modes = {
    ".": 0o777,
    css: 0o777,
    "css/a.css": 0o666,
    "index.html": 0o666,
    "run.sh": 0o777,
  };
  for (const [name, mode] of Object.entries(modes)) {
    const path = join(site, name);
    if (/\./.test(name) && name !== ".") writeFileSync(path, "x\n");
    chownSync(path, uid, gid);
    chmodSync(path, mode);
  }
  return site;
}

function modeOf(...parts: readonly string[]): string {
  return (statSync(join(...parts)).mode & 0o7777).toString(8);
}

test("without answers it says who may do what, and changes nothing", { skip }, () => {
  const home = makeHome();
  makeSite(home);
  const { status, stdout, stderr } = handrail(home, "permissions", "site");
  assert.equal(status, 64);
  assert.match(
    stdout + stderr,
    /Now, of \S+:\s+you\s+\(\S+\)\s+can\s+see,\s+change\s+and\s+open\s+it/,
  );
  assert.equal(modeOf(home, "site"), "777");
});

test("the least is planned, done and taken back", { skip }, () => {
  const home = makeHome();
  const site = makeSite(home);
  const untouched = takeSnapshot(site);
  const planned = handrail(
    home,
    "permissions",
    "site",
    "--answer",
    "least=yes",
    "--plan",
    "--json",
  );
  assert.equal(planned.status, 0, planned.stderr);
  assert.match(planned.stdout, /"schema": ?"handrail\/plan@1"/);
  assert.deepEqual(compareSnapshots(untouched, takeSnapshot(site)), []);
  const done = handrail(home, "permissions", "site", "--answer", "least=yes");
  assert.equal(done.status, 0, done.stderr);
  const modes = ["", "css", "css/a.css", "index.html", "run.sh"].map((name) => modeOf(site, name));
  assert.deepEqual(modes, ["775", "775", "664", "664", "775"]);
  const undone = handrail(home, "undo");
  assert.equal(undone.status, 0, undone.stderr);
  assert.deepEqual(compareSnapshots(untouched, takeSnapshot(site)), []);
});

test("an access list is made where a mode does not do, and goes again", { skip }, () => {
  const home = makeHome();
  const site = makeSite(home);
  const untouched = takeSnapshot(site);
  const words = ["--answer", "see=owner,user:nobody,group:games", "--answer", "change=owner"];
  const done = handrail(home, "permissions", "site", ...words);
  assert.equal(done.status, 0, done.stderr + done.stdout);
  const { stdout } = spawnSync("getfacl", ["-cE", join(site, "css/a.css")], { encoding: "utf8" });
  assert.match(stdout, /^user:nobody:r--$/m);
  assert.match(stdout, /^group:games:r--$/m);
  assert.equal(handrail(home, "undo").status, 0);
  assert.deepEqual(compareSnapshots(untouched, takeSnapshot(site)), []);
});

test("what opens a key is not done unasked", { skip }, () => {
  const home = makeHome();
  const { uid, gid } = statSync(home);
  const key = join(home, ".ssh/id_rsa");
  mkdirSync(join(home, ".ssh"), { recursive: true, mode: 0o700 });
  writeFileSync(key, "KEY\n", { mode: 0o600 });
  for (const path of [join(home, ".ssh"), key]) chownSync(path, uid, gid);
  const refused = handrail(home, "permissions", ".ssh/id_rsa", "--answer", "see=+others");
  assert.equal(refused.status, 125, refused.stdout);
  assert.match(refused.stdout + refused.stderr, /breaks-secret-permissions/);
  assert.equal(modeOf(key), "600");
  const gone = handrail(home, "permissions", "nosuch", "--answer", "least=yes");
  assert.equal(gone.status, 1);
  assert.match(
    gone.stdout + gone.stderr,
    /cannot be looked at:\s+No such file or directory\.\s+Look at how it is\s+written\./,
  );
});
