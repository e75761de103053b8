import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { describe, type TestContext, test } from "node:test";
import { makeGitFacts } from "../../src/system/git.ts";
import { makeWorld } from "../../src/system/world.ts";
import { need, skipUnless } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const environment = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

function git(directory: string, ...args: readonly string[]): string {
  const result = spawnSync("git", ["-c", "protocol.file.allow=always", ...args], {
    cwd: directory,
    env: environment,
    encoding: "utf8",
  });
  assert.equal(result.status, 0, `git ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

/** A repository with committed files, an ignored directory and a .gitignore. */
function makeRepository(t: TestContext): string {
  const root = `${temporaryDirectory(t)}/repository`;
  mkdirSync(`${root}/src/deep`, { recursive: true });
  mkdirSync(`${root}/target/debug`, { recursive: true });
  writeFileSync(`${root}/.gitignore`, "target/\n*.log\n");
  writeFileSync(`${root}/src/main.c`, "main");
  writeFileSync(`${root}/src/deep/other.c`, "other");
  writeFileSync(`${root}/target/debug/program`, "built");
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-qm", "first");
  return root;
}

/** Ignored, committed, how many changed. */
function stateOf(path: string): readonly [boolean, boolean, number] | undefined {
  const state = makeGitFacts().state(path);
  return state && [state.isIgnored, state.isCommitted, state.uncommitted];
}

describe("what git says of a path", { skip: need("git") }, () => {
  test("nothing outside of repositories", (t) => {
    assert.equal(stateOf(temporaryDirectory(t)), undefined);
  });

  test("committed files and directories can be brought back, the repository itself cannot", (t) => {
    const root = makeRepository(t);
    assert.deepEqual(stateOf(`${root}/src/main.c`), [false, true, 0]);
    assert.deepEqual(stateOf(`${root}/src`), [false, true, 0]);
    assert.deepEqual(stateOf(root), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/.git/HEAD`), [false, false, 0]);
    assert.equal(makeGitFacts().state(`${root}/src`)?.repository, root);
  });

  test("ignored files are told, with all below an ignored directory", (t) => {
    const root = makeRepository(t);
    assert.deepEqual(stateOf(`${root}/target`), [true, false, 0]);
    assert.deepEqual(stateOf(`${root}/target/debug/program`), [true, false, 0]);
    writeFileSync(`${root}/src/a.log`, "");
    assert.deepEqual(stateOf(`${root}/src/a.log`), [true, false, 0]);
    assert.deepEqual(stateOf(`${root}/src`), [false, false, 0]);
  });

  test("changed, staged and new files are counted", (t) => {
    const root = makeRepository(t);
    appendFileSync(`${root}/src/main.c`, "more");
    writeFileSync(`${root}/src/new one.c`, "");
    writeFileSync(`${root}/src/staged.c`, "");
    git(root, "add", "src/staged.c");
    rmSync(`${root}/src/deep/other.c`);
    assert.deepEqual(stateOf(`${root}/src`), [false, false, 4]);
    assert.deepEqual(stateOf(`${root}/src/new one.c`), [false, false, 1]);
    assert.deepEqual(stateOf(`${root}/src/deep`), [false, false, 1]);
    assert.deepEqual(stateOf(`${root}/src/dee`), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/.gitignore`), [false, true, 0]);
  });

  test("a file touched and not changed is still committed", (t) => {
    const root = makeRepository(t);
    utimesSync(`${root}/src/main.c`, 1, 1);
    assert.deepEqual(stateOf(`${root}/src/main.c`), [false, true, 0]);
  });

  test("what is hidden from git status does not count as committed", (t) => {
    const root = makeRepository(t);
    git(root, "update-index", "--assume-unchanged", "src/main.c");
    git(root, "update-index", "--skip-worktree", ".gitignore");
    appendFileSync(`${root}/src/main.c`, "lost");
    assert.deepEqual(stateOf(`${root}/src/main.c`), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/src`), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/.gitignore`), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/src/deep`), [false, true, 0]);
  });

  test("submodules and repositories inside are not taken for committed", (t) => {
    const root = makeRepository(t);
    const other = makeRepository(t);
    git(root, "submodule", "--quiet", "add", other, "lib/sub");
    git(root, "commit", "-qm", "submodule");
    assert.deepEqual(stateOf(`${root}/lib`), [false, false, 0]);
    assert.deepEqual(stateOf(`${root}/lib/sub/src/main.c`), [false, true, 0]);
    mkdirSync(`${root}/src/inner`);
    git(`${root}/src/inner`, "init", "-q");
    writeFileSync(`${root}/src/inner/file`, "");
    assert.deepEqual(stateOf(`${root}/src/inner/file`), [false, false, 1]);
    assert.equal(stateOf(`${root}/src`)?.[1], false);
  });

  test("names that are not UTF-8", (t) => {
    const root = makeRepository(t);
    writeFileSync(Buffer.from(`${root}/src/caf\xe9`, "latin1"), "");
    assert.deepEqual(stateOf(`${root}/src/caf\udce9`), [false, false, 1]);
  });

  test("somebody else's repository says nothing", { skip: skipUnless({ root: true }) }, (t) => {
    const root = makeRepository(t);
    chownSync(root, 1000, 1000);
    chownSync(`${root}/.git`, 1000, 1000);
    assert.equal(stateOf(`${root}/src`), undefined);
  });

  test("root behind sudo does not guess what git would take for its own", {
    skip: skipUnless({ root: true }),
  }, (t) => {
    const root = makeRepository(t);
    for (const name of [root, `${root}/.git`]) chownSync(name, 1000, 1000);
    assert.equal(computeGit("rev-parse HEAD", root)?.status, 128);
    assert.equal(computeGit("rev-parse HEAD", root, { SUDO_UID: "1000" }), undefined);
  });

  test("the same with a path that leads there through a link's parent", (t) => {
    const root = makeRepository(t);
    spawnSync("ln", ["-s", `${root}/src`, `${root}/../alias`]);
    assert.deepEqual(stateOf(`${root}/../alias/main.c`), [false, true, 0]);
  });
});

/** A repository whose configuration and attributes start a program wherever one can be named. */
function makeHostileRepository(t: TestContext): { readonly root: string; readonly marker: string } {
  const root = makeRepository(t);
  const marker = `${root}/../marker`;
  const program = `${root}/../program`;
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >>${marker}\ncat\n`);
  chmodSync(program, 0o755);
  const keys = [
    "core.fsmonitor",
    "core.pager",
    "pager.log",
    "pager.status",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.a=b.clean",
    "filter.proc.process",
    "gpg.program",
    "gpg.ssh.program",
    "interactive.diffFilter",
    "credential.helper",
    "remote.origin.uploadpack",
  ];
  mkdirSync(`${root}/.git/hooks`, { recursive: true });
  for (const hook of [
    "post-index-change",
    "fsmonitor-watchman",
    "post-checkout",
    "reference-transaction",
  ]) {
    writeFileSync(`${root}/.git/hooks/${hook}`, `#!/bin/sh\ntouch ${marker}\n`);
    chmodSync(`${root}/.git/hooks/${hook}`, 0o755);
  }
  writeFileSync(
    `${root}/.gitattributes`,
    "*.c filter=evil diff=evil\n*.h filter=proc\n*.x filter=a=b\n",
  );
  writeFileSync(`${root}/src/a.h`, "h");
  writeFileSync(`${root}/src/a.x`, "x");
  git(root, "add", ".");
  git(root, "commit", "-qm", "attributes");
  for (const key of keys) git(root, "config", key, program);
  git(root, "config", "log.showSignature", "true");
  git(root, "config", "filter.evil.required", "true");
  git(root, "config", "remote.origin.url", `ext::${program}`);
  git(root, "config", "remote.origin.promisor", "true");
  git(root, "config", "protocol.allow", "always");
  git(root, "config", "extensions.partialClone", "origin");
  // The same again from a file that is included.
  writeFileSync(`${root}/../more`, `[filter "inc"]\n\tclean = ${program}\n`);
  git(root, "config", "include.path", `${root}/../more`);
  appendFileSync(`${root}/.gitattributes`, "*.inc filter=inc\n");
  for (const name of ["main.c", "a.h", "a.x"]) utimesSync(`${root}/src/${name}`, 1, 1);
  rmSync(marker, { force: true });
  return { root, marker };
}

function computeGit(line: string, directory: string, more: Readonly<Record<string, string>> = {}) {
  return makeWorld().compute({
    program: "git",
    arguments: line.split(" "),
    directory,
    input: "",
    environment: new Map(Object.entries({ HOME: "/nonexistent", ...more })),
  });
}

describe("a hostile repository", { skip: need("git") }, () => {
  test("starts its programs when it is asked without care", (t) => {
    const { root, marker } = makeHostileRepository(t);
    spawnSync("git", ["status"], { cwd: root, env: environment });
    assert(existsSync(marker), "the repository is not hostile at all");
  });

  test("starts nothing when its state is asked for", (t) => {
    const { root, marker } = makeHostileRepository(t);
    for (const name of ["src", "src/main.c", "src/a.h", "src/a.x", "target", ".git"]) {
      const state = makeGitFacts().state(`${root}/${name}`);
      assert(state !== undefined, name);
    }
    assert(!existsSync(marker));
  });

  test("starts nothing when read-only commands run in it", (t) => {
    const { root, marker } = makeHostileRepository(t);
    const lines = [
      "rev-parse HEAD",
      "log -1 --format=%s",
      "show --name-only HEAD",
      "ls-files",
      "describe --always",
      "branch --list",
      "tag --list",
      "config --list",
      "diff --cached --name-only",
      "for-each-ref",
      "rev-list --all",
      "cat-file -p HEAD",
      "cat-file -p 1234567890123456789012345678901234567890",
      "ls-tree -r HEAD",
      "check-ignore target",
      "remote -v",
      "stash list",
      "worktree list",
      "merge-base HEAD HEAD",
    ];
    for (const line of lines) {
      const answer = computeGit(line, root);
      assert(answer !== undefined, line);
    }
    assert(!existsSync(marker));
  });

  test("says nothing of its work tree to a command", (t) => {
    const { root, marker } = makeHostileRepository(t);
    const submodule = makeRepository(t);
    git(submodule, "submodule", "--quiet", "add", root, "sub");
    rmSync(marker, { force: true });
    assert.equal(computeGit("status --porcelain", root), undefined);
    assert.equal(computeGit("diff --quiet", root), undefined);
    assert.equal(computeGit("status --porcelain", submodule), undefined);
    assert.equal(computeGit(`-C ${root} status`, "/"), undefined);
    assert(!existsSync(marker));
  });

  test("an ordinary one does, and nothing is written", (t) => {
    const root = makeRepository(t);
    utimesSync(`${root}/src/main.c`, 1, 1);
    const list = () => spawnSync("find", [root, "-printf", "%p %T@ %C@ %i\n"]).stdout.toString();
    const before = list();
    assert.deepEqual(computeGit("status --porcelain", root), { status: 0, output: "" });
    assert.equal(list(), before);
    appendFileSync(`${root}/src/main.c`, "more");
    assert.deepEqual(computeGit("status --porcelain", root), {
      status: 0,
      output: " M src/main.c\n",
    });
    assert.equal(computeGit("diff --quiet", root), undefined);
  });

  test("writes nothing: neither the index nor anything else of .git changes", (t) => {
    const root = makeRepository(t);
    utimesSync(`${root}/src/main.c`, 1, 1);
    const list = () =>
      spawnSync("find", [`${root}/.git`, "-printf", "%p %T@ %C@ %i\n"]).stdout.toString();
    const before = list();
    stateOf(`${root}/src`);
    assert.equal(list(), before);
  });
});

test("what only this repository has is counted by what it was told of others", (t) => {
  const root = makeRepository(t);
  const facts = () => makeGitFacts();
  const own = Number(git(root, "rev-list", "--count", "HEAD"));
  assert.ok(own > 0);
  assert.deepEqual(facts().onlyHere?.(root), { uncommitted: 0, unpushed: own });
  const copy = `${root}-copy`;
  git("/", "clone", "-q", root, copy);
  assert.deepEqual(facts().onlyHere?.(copy), { uncommitted: 0, unpushed: 0 });
  writeFileSync(`${copy}/new.c`, "new");
  git(copy, "commit", "-q", "--allow-empty", "-m", "more");
  assert.deepEqual(facts().onlyHere?.(copy), { uncommitted: 1, unpushed: 1 });
  assert.equal(facts().onlyHere?.(`${copy}/src`), undefined);
});
