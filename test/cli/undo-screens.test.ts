import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  buildBundles,
  giveToUser,
  guardWords,
  makeHome,
  skipWithoutUser,
} from "../support/handrail-home.ts";
import { closeTerminals, openHandrail } from "../support/handrail-terminal.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";

const skip = skipWithoutUser;

before(buildBundles);

after(closeTerminals);

async function runGuard(home: string, ...words: readonly string[]): Promise<void> {
  const run = new TerminalSession(guardWords(...words), {
    directory: home,
    environment: { HOME: home, PATH: "/usr/bin:/bin", TERM: "xterm" },
  });
  assert.equal(await run.ended, 0, run.screen());
}

test("an undo in the screens meets the guards", { skip }, async () => {
  const home = makeHome();
  const keys = join(home, ".ssh");
  mkdirSync(keys);
  giveToUser(home);
  chmodSync(keys, 0o777);
  await runGuard(home, "chmod", "700", ".ssh");

  const session = openHandrail(["history"], { home });
  await session.shows(/> .*ok done +chmod 700/);
  session.type("u");
  const asked = await session.shows(/danger:[\s\S]*To go on, type what would be lost: +\S/);
  const words = /type what would be lost: +(.*\S)/.exec(asked)?.[1] ?? "";
  await pause(readingTime);
  // Neither y nor Enter is consent to what is dangerous.
  session.type("y");
  session.type("\r");
  await pause(readingTime);
  assert.equal(statSync(keys).mode & 0o777, 0o700);
  await session.shows(/danger:/);
  session.type(`\u0015${words}`);
  session.type("\r");
  await session.shows(/ok taken back/);
  assert.equal(statSync(keys).mode & 0o777, 0o777);
});

test("what changed since is kept or taken back, file by file", { skip }, async () => {
  const home = makeHome();
  const [first, second] = [join(home, "docs/a.txt"), join(home, "docs/b.txt")];
  await runGuard(home, "--yes=overwrites-files", "-c", "echo x > docs/a.txt; echo x > docs/b.txt");
  writeFileSync(first, "mine now\n");
  writeFileSync(second, "also mine\n");

  const session = openHandrail(["history"], { home });
  await session.shows(/> .*ok done +echo x/);
  session.type("u");
  await session.shows(/2 paths changed since[\s\S]*-mine now[\s\S]*\+a\.txt/);
  // Nothing goes on before both were spoken of.
  session.type("\r");
  await pause(readingTime);
  assert.equal(readFileSync(first, "utf8"), "mine now\n");
  session.type("t");
  await session.shows(/take back +\S*\/docs\/a\.txt[\s\S]*-also mine/);
  session.type("k");
  await session.shows(/keep +\S*\/docs\/b\.txt[\s\S]*Enter goes on/);
  session.type("\r");
  await session.shows(/Kept +1 path as it is now[\s\S]*Take it back\?/);
  await pause(readingTime);
  session.type("y");
  await session.shows(/ok taken back/);
  assert.equal(readFileSync(first, "utf8"), "a.txt");
  assert.equal(readFileSync(second, "utf8"), "also mine\n");
});

test("what takes a changed file back meets the guards as well", { skip }, async () => {
  const home = makeHome();
  const key = join(home, ".ssh/id_ed25519");
  mkdirSync(join(home, ".ssh"), { mode: 0o700 });
  writeFileSync(key, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
  giveToUser(home);
  chmodSync(key, 0o666);
  await runGuard(home, "--yes=deletes-own-files", "rm", ".ssh/id_ed25519");
  writeFileSync(key, "-----BEGIN OPENSSH PRIVATE KEY-----\nnew\n", { mode: 0o600 });
  giveToUser(home);
  chmodSync(key, 0o600);

  const environment = { HOME: home, PATH: "/usr/bin:/bin", TERM: "xterm" };
  const undo = new TerminalSession(guardWords("--undo"), { directory: home, environment });
  await undo.shows(/id_ed25519 +was made anew since[\s\S]*\[t\]ake it back/);
  undo.type("t\r");
  await undo.shows(/danger:[\s\S]*type what would be lost/);
  await undo.shows(/^ +> *$/m);
  undo.type("\r");
  assert.equal(await undo.ended, 125);
  assert.equal(statSync(key).mode & 0o777, 0o600);
  assert.match(readFileSync(key, "utf8"), /new/);
});
