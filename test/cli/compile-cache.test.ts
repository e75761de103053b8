import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { findCacheDirectory, isPrivateDirectory } from "../../src/cli/compile-cache.ts";

const folder = mkdtempSync(join(tmpdir(), "handrail-cache-"));
after(() => rmSync(folder, { recursive: true }));
const self = process.geteuid?.() ?? 0;

test("caches of a person are where XDG says, else in the home", () => {
  const owner = { userId: 1000, home: "/home/nov", cacheHome: undefined };
  assert.equal(findCacheDirectory(owner), "/home/nov/.cache/handrail");
  assert.equal(findCacheDirectory({ ...owner, cacheHome: "/c" }), "/c/handrail");
  assert.equal(findCacheDirectory({ ...owner, cacheHome: "c" }), "/home/nov/.cache/handrail");
  assert.equal(findCacheDirectory({ ...owner, home: undefined }), undefined);
});

test("root follows no variable of the caller", () => {
  const owner = { userId: 0, home: "/home/nov", cacheHome: "/home/nov/c" };
  assert.equal(findCacheDirectory(owner), "/var/cache/handrail");
});

test("a missing directory is made for its owner alone", () => {
  const directory = join(folder, "a", "handrail");
  assert.equal(isPrivateDirectory(directory, self), true);
  assert.equal(statSync(directory).mode & 0o777, 0o700);
});

test("a directory that others can read or write is refused", () => {
  const directory = join(folder, "open");
  mkdirSync(directory);
  chmodSync(directory, 0o770);
  assert.equal(isPrivateDirectory(directory, self), false);
  chmodSync(directory, 0o700);
  assert.equal(isPrivateDirectory(directory, self), true);
});

test("a directory of somebody else, a link and a file are refused", () => {
  const directory = join(folder, "own");
  mkdirSync(directory, { mode: 0o700 });
  assert.equal(isPrivateDirectory(directory, self + 1), false);
  symlinkSync(directory, join(folder, "link"));
  assert.equal(isPrivateDirectory(join(folder, "link"), self), false);
  writeFileSync(join(folder, "file"), "");
  assert.equal(isPrivateDirectory(join(folder, "file"), self), false);
  assert.equal(isPrivateDirectory(join(folder, "file", "below"), self), false);
});
