import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { decodeBytes } from "../../src/domain/bytes.ts";
import { makeWorld } from "../../src/system/world.ts";
import { skipUnless } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const world = makeWorld();

/** A name that is not UTF-8, as bytes and in the text form. */
const oddBytes = Buffer.from("caf\xe9\n\xff", "latin1");
const oddName = decodeBytes(oddBytes);

test("lstat tells type, permission bits, owner, links and times", (t) => {
  const directory = temporaryDirectory(t);
  const path = `${directory}/file`;
  writeFileSync(path, "12345");
  chmodSync(path, 0o4751);
  linkSync(path, `${directory}/other`);
  const status = world.lstat(path);
  assert(typeof status === "object");
  assert.deepEqual([status.type, status.mode, status.size, status.links], ["file", 0o4751, 5, 2]);
  assert.equal(status.uid, process.getuid?.());
  assert(Math.abs(status.modified - Date.now() / 1000) < 60);
  assert.equal(status.deviceNumber, 0);
});

test("errors are the kernel's names", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/file`, "");
  symlinkSync("loop", `${directory}/loop`);
  assert.equal(world.lstat(`${directory}/nosuch`), "ENOENT");
  assert.equal(world.lstat(`${directory}/file/below`), "ENOTDIR");
  assert.equal(world.lstat(`${directory}/loop/below`), "ELOOP");
  assert.equal(world.lstat(`${directory}/${"x".repeat(300)}`), "ENAMETOOLONG");
  assert.equal(world.lstat("/a\0b"), "EINVAL");
  assert.equal(world.readDirectory(`${directory}/file`), "ENOTDIR");
  assert.equal(world.readLink(`${directory}/file`), "EINVAL");
});

test("devices carry their number", () => {
  const status = world.lstat("/dev/null");
  assert(typeof status === "object");
  assert.deepEqual([status.type, status.deviceNumber], ["character", 0x103]);
});

test("names that are not UTF-8 go there and back", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), oddBytes]), "odd");
  writeFileSync(`${directory}/plain`, "");
  symlinkSync(oddBytes, `${directory}/link`);
  const entries = world.readDirectory(directory);
  assert(typeof entries === "object");
  assert.deepEqual(
    entries.map(({ name, type }) => [name, type]).sort(),
    [
      [oddName, "file"],
      ["link", "link"],
      ["plain", "file"],
    ].sort(),
  );
  assert.equal(world.readLink(`${directory}/link`), oddName);
  const content = world.readFile(`${directory}/${oddName}`, 100);
  assert(typeof content === "object");
  assert.equal(Buffer.from(content).toString(), "odd");
});

test("a name that really holds U+FFFD is not taken for another", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/a\ufffdb`, "");
  const entries = world.readDirectory(directory);
  assert.deepEqual(entries, [{ name: "a\ufffdb", type: "file" }]);
});

test("readFile reads regular files only, up to its limit", {
  skip: skipUnless({ tools: ["mkfifo"] }),
}, (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/file`, "abcdef");
  mkdirSync(`${directory}/directory`);
  spawnSync("mkfifo", [`${directory}/fifo`]);
  const start = world.readFile(`${directory}/file`, 3);
  assert(typeof start === "object");
  assert.equal(Buffer.from(start).toString(), "abc");
  assert.equal(world.readFile(`${directory}/directory`, 3), "EISDIR");
  assert.equal(world.readFile(`${directory}/fifo`, 3), "EINVAL");
  assert.equal(world.readFile("/dev/zero", 3), "EINVAL");
});

test("files of /proc, whose size is 0, are read to their end", () => {
  const status = world.readFile("/proc/self/status", 1 << 20);
  assert(typeof status === "object");
  assert.match(Buffer.from(status).toString(), /^Name:[\s\S]*CapEff:/);
});

test("immutable and append-only files are told apart from others", {
  skip: skipUnless({ root: true, tools: ["chattr"] }),
}, (t) => {
  const directory = temporaryDirectory(t);
  for (const name of ["plain", "immutable", "append"]) writeFileSync(`${directory}/${name}`, "");
  mkdirSync(`${directory}/directory`);
  symlinkSync("immutable", `${directory}/link`);
  const flagged = [`${directory}/immutable`, `${directory}/directory`];
  const set = spawnSync("chattr", ["+i", ...flagged]).status;
  if (set !== 0) return t.skip("this file system has no flags");
  spawnSync("chattr", ["+a", `${directory}/append`]);
  try {
    const names = ["plain", "immutable", "append", "directory", "link", "nosuch"];
    assert.deepEqual(
      names.filter((name) => world.isImmutable(`${directory}/${name}`)),
      ["immutable", "append", "directory"],
    );
  } finally {
    spawnSync("chattr", ["-ia", ...flagged, `${directory}/append`]);
  }
});
