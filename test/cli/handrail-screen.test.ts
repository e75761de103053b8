import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { buildBundles, makeHome, skipWithoutUser } from "../support/handrail-home.ts";
import { closeTerminals, openHandrail } from "../support/handrail-terminal.ts";
import { pause, readingTime, type TerminalSession } from "../support/terminal-session.ts";

const skip = skipWithoutUser;

before(buildBundles);

after(closeTerminals);

/** The page where a line is typed. */
function open(home: string, environment: Readonly<Record<string, string>> = {}): TerminalSession {
  return openHandrail(environment.TERM === "dumb" ? [] : ["explain"], { home, environment });
}

test("a line is reviewed, asked about, run and undone", { skip }, async () => {
  const home = makeHome();
  const session = open(home);
  await session.shows(/Type a line as you would at a prompt/);
  session.type("rm -rf docs");
  await session.shows(/caution: This would delete 2 files/);

  session.type("\r");
  await session.shows(/Run it\?[\s\S]*y run/);
  await pause(readingTime);
  session.type("n");
  await session.shows(/Enter run/);
  assert.ok(existsSync(join(home, "docs/a.txt")));

  session.type("\r");
  await session.shows(/Run it\?/);
  await pause(readingTime);
  session.type("y");
  await session.shows(/ok ran: rm -rf docs[\s\S]*status 0/);
  assert.ok(!existsSync(join(home, "docs")));

  session.type("u");
  await session.shows(/rm -rf docs[\s\S]*Take it back\?/);
  await pause(readingTime);
  session.type("y");
  await session.shows(/ok taken back/);
  assert.equal(readFileSync(join(home, "docs/b.txt"), "utf8"), "b.txt");
  session.type("\r");
  await session.shows(/Type a line as you would at a prompt/);

  session.type("q");
  assert.equal(await session.ended, 0);
  assert.equal(session.isOnAlternateScreen(), false);
});

test("a line that prints is read before the screen comes back", { skip }, async () => {
  const session = open(makeHome());
  await session.shows(/Type a line/);
  session.type("echo told-$((40 + 2))");
  await session.shows(/ok +nothing here/);
  session.type("\r");
  await session.shows(/told-42[\s\S]*Press Enter to go back/);
  assert.equal(session.isOnAlternateScreen(), false);
  session.type("\r");
  await session.shows(/ran: echo[\s\S]*status 0/);
  session.type("\u0003");
  assert.equal(await session.ended, 0);
});

test("the terminal belongs to the line, which Ctrl-C ends alone", { skip }, async () => {
  const session = open(makeHome());
  await session.shows(/Type a line/);
  session.type("[ -t 0 ] && [ -t 1 ] && echo both && sleep 60");
  await session.shows(/Changes +nothing/);
  session.type("\r");
  const asked = await session.shows(/both|Run it/);
  if (asked.includes("Run it")) {
    await pause(readingTime);
    session.type("y");
    await session.shows(/both/);
  }
  await pause(300);
  session.type("\u0003");
  await session.shows(/Press Enter/);
  session.type("\r");
  await session.shows(/status 130/);
});

test("what is no line of bash is said, and Enter runs nothing", { skip }, async () => {
  const session = open(makeHome());
  await session.shows(/Type a line/);
  session.type("echo 'never closed");
  await session.shows(/not understood/);
  session.type("\r");
  await pause(300);
  assert.match(session.screen(), /not understood/);
  assert.equal(session.isOnAlternateScreen(), true);
});

test("any size, and any change of it, is drawn", { skip }, async () => {
  const session = open(makeHome());
  await session.shows(/Type a line/);
  session.type("rm -rf docs");
  await session.shows(/This would delete/);
  for (const [columns, rows] of [
    [40, 10],
    [20, 4],
    [3, 2],
    [200, 50],
    [60, 15],
  ] as const) {
    session.resize(columns, rows);
    await pause(150);
  }
  await session.shows(/> rm -rf docs[\s\S]*This would delete 2 files/);
});

test("NO_COLOR, LC_ALL=C and a dumb sort of terminal get plain ASCII", { skip }, async () => {
  const session = open(makeHome(), { NO_COLOR: "1", LC_ALL: "C", TERM: "vt100" });
  await session.shows(/Type a line/);
  assert.match(session.screen(), /^[\x20-\x7e\n]*$/);
  session.type("rm -rf docs");
  await session.shows(/This would delete/);
  assert.doesNotMatch(session.written(), /\u001b\[[\d;]*m/);
});

test("a terminal that goes away ends the program", { skip }, async () => {
  const session = open(makeHome());
  await session.shows(/Type a line/);
  session.kill("SIGHUP");
  await session.ended;
});

test("a terminal that cannot be drawn on gets questions and answers", { skip }, async () => {
  const home = makeHome();
  const session = open(home, { TERM: "dumb" });
  await session.shows(/Install software[\s\S]*A number or a word of it/);
  session.type("a command\r");
  await session.shows(/A line, u to undo/);
  session.type("rm -rf docs\r");
  await session.shows(/Run it\? \[y\/N/);
  session.type("\r");
  await session.shows(/Nothing was run/);
  assert.ok(existsSync(join(home, "docs")));
  session.type("rm -rf docs\r");
  await session.shows(/Nothing was run[\s\S]*Run it\?/);
  session.type("y\r");
  await session.shows(/It ended well, status 0/);
  assert.ok(!existsSync(join(home, "docs")));
  session.type("u\r");
  await session.shows(/Undone: rm -rf docs/);
  assert.ok(existsSync(join(home, "docs/a.txt")));

  session.type("echo x > docs/a.txt\r");
  await session.shows(/echo x[\s\S]*Run it\? \[y\/N/);
  session.type("y\r");
  await session.shows(/echo x[\s\S]*It ended well, status 0/);
  writeFileSync(join(home, "docs/a.txt"), "mine now\n");
  session.type("u\r");
  await session.shows(/-mine now[\s\S]*\[k\]eep it as it is, \[t\]ake it back/);
  session.type("t\r");
  await session.shows(/Undone: echo x/);
  assert.equal(readFileSync(join(home, "docs/a.txt"), "utf8"), "a.txt");
  session.type("\r");
  await session.shows(/A number or a word of it[^\n]*\s*$/);
  session.type("\r");
  assert.equal(await session.ended, 0);
  assert.doesNotMatch(session.written(), /\u001b/);
});
