import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { buildBundles, guardWords, makeHome, skipWithoutUser } from "../support/handrail-home.ts";
import { closeTerminals, openHandrail } from "../support/handrail-terminal.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";

const skip = skipWithoutUser;

before(buildBundles);

after(closeTerminals);

test("home leads to pages and back, and q leaves", { skip }, async () => {
  const session = openHandrail([]);
  await session.shows(/Install software/);
  assert.equal(session.isOnAlternateScreen(), true);
  session.type("?");
  await session.shows(/Help: [\s\S]*Everywhere[\s\S]*Ctrl-Z/);
  session.type("\u001b");
  await session.shows(/Install software/);
  session.type(":");
  await session.shows(/Go to/);
  session.type("novice");
  await session.shows(/> Settings/);
  session.type("\r");
  await session.shows(/Level: novice/);
  session.type("\u001b");
  await session.shows(/Install software/);
  session.type("q");
  assert.equal(await session.ended, 0);
  assert.equal(session.isOnAlternateScreen(), false);
});

for (const [name, place] of [
  ["60 columns and 20 rows", { columns: 60, rows: 20 }],
  ["the console of Linux", { environment: { TERM: "linux" } }],
  ["NO_COLOR", { environment: { NO_COLOR: "1" } }],
  ["LC_ALL=C", { environment: { LC_ALL: "C" } }],
] as const) {
  test(`every page is drawn on ${name}`, { skip }, async () => {
    for (const [word, shows] of [
      ["check-up", /Install software/],
      ["history", /History and undo/],
      ["settings", /Level: novice/],
      ["explain", /Type a line/],
      ["update", /Update/],
      ["install", /Install software/],
    ] as const) {
      const session = openHandrail([word], place);
      const screen = await session.shows(shows);
      if ("environment" in place && "LC_ALL" in place.environment) {
        assert.match(screen, /^[\x20-\x7e\n]*$/, word);
      }
      if ("environment" in place && "NO_COLOR" in place.environment) {
        assert.doesNotMatch(session.written(), /\u001b\[[\d;]*m/, word);
      }
      session.type("\u0003");
      assert.equal(await session.ended, 0, word);
    }
  });
}

test("Esc behind a page that was opened by name comes home and never leaves", {
  skip,
}, async () => {
  const session = openHandrail(["history"]);
  await session.shows(/nothing was done by handrail yet/);
  session.type("\u001b");
  await session.shows(/Check a command/);
  session.type("\u001b");
  await pause(300);
  assert.match(session.screen(), /Check a command/);
});

test("what was run is taken back from the history", { skip }, async () => {
  const home = makeHome();
  const run = new TerminalSession(guardWords("--yes=deletes-own-files", "rm", "-r", "docs"), {
    directory: home,
    environment: { HOME: home, PATH: "/usr/bin:/bin", TERM: "xterm" },
  });
  assert.equal(await run.ended, 0);
  assert.equal(existsSync(join(home, "docs")), false);

  const session = openHandrail(["history"], { home });
  await session.shows(/> .*ok done +rm -r docs/);
  session.type("u");
  await session.shows(/Take it back\?[\s\S]*y undo/);
  // The same key again is no answer.
  session.type("u");
  await pause(readingTime);
  session.type("y");
  await session.shows(/ok taken back/);
  assert.equal(readFileSync(join(home, "docs/a.txt"), "utf8"), "a.txt");
  session.type("\r");
  await session.shows(/undone +rm -r docs/);
});

test("a setting is kept", { skip }, async () => {
  const home = makeHome();
  const words = ["settings"];
  const session = openHandrail(words, { home });
  await session.shows(/\(x\) novice/);
  session.type("\u001b[B\u001b[B\r");
  await session.shows(/Level: (novice|expert), /);
  await pause(500);
  const file = join(home, ".config/handrail/config.json");
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { level: "expert" });
});

test("losing the terminal ends the screen", { skip }, async () => {
  const session = openHandrail([]);
  await session.shows(/Install software/);
  session.kill("SIGHUP");
  await session.ended;
});

test("any size, and any change of it, is drawn", { skip }, async () => {
  const session = openHandrail(["settings"]);
  await session.shows(/Level: novice/);
  for (const [columns, rows] of [
    [40, 10],
    [20, 4],
    [3, 2],
    [200, 50],
    [60, 20],
  ] as const) {
    session.resize(columns, rows);
    await pause(150);
  }
  await session.shows(/Settings[\s\S]*Level: novice[\s\S]*Esc back/);
});

for (const [name, environment] of [
  ["a screen reader", { INK_SCREEN_READER: "true" }],
  ["a terminal without a cursor", { TERM: "dumb" }],
] as const) {
  test(`${name} is told how it stands, asked by number, and nothing is drawn`, {
    skip,
  }, async () => {
    const home = makeHome();
    chmodSync(join(home, "docs/a.txt"), 0o666);
    const session = openHandrail(["permissions", "docs/a.txt"], { home, environment });
    const first = await session.shows(/2\/9 {2}With everything inside/);
    assert.match(
      first,
      /Now, of \S+\/docs\/a\.txt: you [\s\S]*everybody else can\s+see and\s+change it/,
    );
    session.type("perhaps\r");
    await session.shows(/That is no answer\. It takes yes or no\./);
    for (const [at, answer] of ["no", "yes", "", "", "", "", "", ""].entries()) {
      await session.shows(new RegExp(`${at + 2}/9 {2}[^\\n]+[^\\r\\n]*$`, "m"));
      session.type(`${answer}\r`);
      await pause(readingTime);
    }
    await session.shows(/Carry it out\? \[y\/N/);
    session.type("y\r");
    assert.equal(await session.ended, 0);
    assert.equal(statSync(join(home, "docs/a.txt")).mode & 0o777, 0o664);
    assert.doesNotMatch(session.written(), /\u001b/);
    assert.equal(session.written().match(/Now, of/g)?.length, 1);
  });
}
