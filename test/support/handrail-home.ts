import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./repository.ts";

const isRoot = process.getuid?.() === 0;
/** Root's journal is the machine's own, so as root the tests are somebody else. */
const userId = isRoot ? 1000 : (process.getuid?.() ?? 1000);
const identity = [`--reuid=${userId}`, `--regid=${userId}`, "--clear-groups"];
const handrail = join(repository, "bin/handrail");

/** For the `skip` option of tests that start the built program as an ordinary user. */
export const skipWithoutUser: string | false =
  !isRoot || spawnSync("setpriv", [...identity, "test", "-r", handrail]).status === 0
    ? false
    : "an ordinary user cannot read this checkout";

/** Builds what bin/handrail starts from the sources as they are. */
export function buildBundles(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(repository, "scripts/bundle.ts")]);
  assert.equal(status, 0, String(stderr));
}

/** The words that start handrail as an ordinary user. */
export function handrailWords(...words: readonly string[]): readonly [string, ...string[]] {
  return isRoot ? ["setpriv", ...identity, handrail, ...words] : [handrail, ...words];
}

/** A throwaway home with a folder of two files in it, gone when the process ends. */
export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), "handrail-home-"));
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  chmodSync(home, 0o755);
  mkdirSync(join(home, "docs"));
  for (const name of ["a.txt", "b.txt"]) writeFileSync(join(home, "docs", name), name);
  for (const path of ["", "docs", "docs/a.txt", "docs/b.txt"]) {
    chownSync(join(home, path), userId, userId);
  }
  return home;
}
