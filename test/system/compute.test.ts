import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import type { Computed } from "../../src/domain/world.ts";
import { findTrustedProgram, isRootsOwn } from "../../src/system/trusted-program.ts";
import { makeWorld } from "../../src/system/world.ts";
import { need, skipUnless } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

interface Asked {
  readonly input?: string;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The line's words split at blanks, run as a computation. */
function compute(line: string, asked: Asked = {}): Computed | undefined {
  const [program = "", ...args] = line.split(" ");
  const { environment } = asked;
  return makeWorld().compute({
    program,
    arguments: args,
    directory: asked.directory ?? "/",
    input: asked.input ?? "",
    ...(environment === undefined ? {} : { environment: new Map(Object.entries(environment)) }),
  });
}

test("output and status are those of the real program", () => {
  assert.deepEqual(compute("sort -r", { input: "a\nb\n" }), { status: 0, output: "b\na\n" });
  assert.deepEqual(compute("grep -c x", { input: "y\n" }), { status: 1, output: "0\n" });
  assert.deepEqual(compute("sed s/a/b/", { input: "aa" }), { status: 0, output: "ba" });
  assert.equal(compute("egrep a|b", { input: "b\n" })?.output, "b\n");
});

test("a program that stops reading early still answers", () => {
  assert.deepEqual(compute("head -n1", { input: "x\n".repeat(500_000) }), {
    status: 0,
    output: "x\n",
  });
});

test("bytes that are no text go through", () => {
  assert.equal(compute("cat", { input: "\udcff\udc80é" })?.output, "\udcff\udc80é");
});

test("the directory and the locale are the line's", () => {
  assert.equal(compute("pwd", { directory: "/usr" })?.output, "/usr\n");
  const sorted = compute("sort", { input: "b\nA\na\n", environment: { LC_ALL: "C" } });
  assert.equal(sorted?.output, "A\na\nb\n");
});

test("unknown programs, paths and missing directories are not answered", () => {
  for (const line of ["rm x", "make", "/usr/bin/sort", "../bin/sort", "sh -c true", "node"]) {
    assert.equal(compute(line), undefined, line);
  }
  assert.equal(compute("pwd", { directory: "/nonexistent" }), undefined);
});

test("what takes too long, or prints too much, is not answered", { timeout: 20_000 }, (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/file`, "");
  assert.equal(compute("tail -f file", { directory }), undefined);
  assert.equal(compute("seq 1 3000000"), undefined);
});

test("devices and fifos are never opened", { skip: need("mkfifo") }, (t) => {
  const directory = temporaryDirectory(t);
  spawnSync("mkfifo", [`${directory}/fifo`]);
  assert.equal(compute("cat fifo", { directory }), undefined);
  assert.equal(compute("grep -ffifo x", { directory }), undefined);
  assert.equal(compute("wc --files0-from=fifo", { directory }), undefined);
  assert.equal(compute("head -c1 /dev/zero"), undefined);
  assert.deepEqual(compute("cat /dev/null"), { status: 0, output: "" });
});

test("nothing of the environment makes a program load or start something", (t) => {
  const directory = temporaryDirectory(t);
  const planted = `${directory}/planted`;
  const marker = `${directory}/marker`;
  mkdirSync(planted);
  for (const name of ["sort", "git", "bash", "gzip", "less"]) {
    writeFileSync(`${planted}/${name}`, `#!/bin/sh\ntouch ${marker}\n`);
    chmodSync(`${planted}/${name}`, 0o755);
  }
  writeFileSync(`${directory}/script`, `touch ${marker}\n`);
  const before = process.env;
  process.env = {
    ...before,
    PATH: `${planted}:${before.PATH}`,
    LESSOPEN: `|touch ${marker} %s`,
    BASH_ENV: `${directory}/script`,
    ENV: `${directory}/script`,
    GIT_EXTERNAL_DIFF: `touch ${marker}`,
    GIT_PAGER: `touch ${marker}`,
    TAR_OPTIONS: `--checkpoint=1 --checkpoint-action=exec=touch\\ ${marker}`,
  };
  t.after(() => {
    process.env = before;
  });
  spawnSync("/bin/tar", ["czf", `${directory}/a.tgz`, "-C", directory, "script"], { env: {} });
  assert.equal(compute("sort", { input: "a\n" })?.output, "a\n");
  assert.equal(compute(`tar tzf ${directory}/a.tgz`)?.output, "script\n");
  compute("git log", { directory });
  assert(!existsSync(marker));
});

test("a variable that would change the answer makes it unknown", () => {
  assert.equal(compute("tar tf x", { environment: { TAR_OPTIONS: "-v" } }), undefined);
  assert.equal(compute("git rev-parse HEAD", { environment: { GIT_DIR: "/x" } }), undefined);
});

test("only root's own programs are trusted", { skip: skipUnless({ root: true }) }, (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/program`, "");
  chmodSync(`${directory}/program`, 0o755);
  assert(isRootsOwn(`${directory}/program`));
  chmodSync(`${directory}/program`, 0o775);
  assert(!isRootsOwn(`${directory}/program`));
  chmodSync(`${directory}/program`, 0o755);
  chmodSync(directory, 0o777);
  assert(!isRootsOwn(`${directory}/program`));
});

test("a program that no package owns is not trusted where there are packages", () => {
  assert.match(findTrustedProgram("sort") ?? "", /bin\/sort$/);
  assert.equal(
    findTrustedProgram("sort", () => false),
    undefined,
  );
  assert.match(findTrustedProgram("sort", () => undefined) ?? "", /bin\/sort$/);
});
