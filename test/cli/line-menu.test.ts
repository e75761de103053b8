import assert from "node:assert/strict";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { buildBundles, giveToUser, makeHome, skipWithoutUser } from "../support/handrail-home.ts";
import { closeTerminals, openHandrail } from "../support/handrail-terminal.ts";

const skip = skipWithoutUser;
const asked = /A number or a word of it, \? for the list, nothing to leave:\s*$/;

before(buildBundles);
after(closeTerminals);

/** Every way to line mode leads to the same menu. */
const ways: readonly (readonly [words: readonly string[], environment: Record<string, string>])[] =
  [
    [["--line"], {}],
    [[], { TERM: "dumb" }],
    [[], { INK_SCREEN_READER: "true" }],
  ];

for (const [words, environment] of ways) {
  const name = [...words, ...Object.entries(environment).map((pair) => pair.join("="))].join(" ");
  test(`${name}: every job has a number, and words lead to it too`, { skip }, async () => {
    const session = openHandrail(words, { environment, rows: 40 });
    const screen = await session.shows(asked);
    for (const title of [
      "Check-up",
      "Install software",
      "Remove software",
      "Update",
      "Who may do what",
      "Check a command",
      "History and undo",
      "Explain",
      "Settings",
      "Restart services",
    ]) {
      assert.match(screen, new RegExp(`^ +\\d+ {2}${title}: `, "m"));
    }
    session.type("setings\r");
    await session.shows(/Nothing here is called setings\. Did you mean settings\?/);
    session.type("software\r");
    await session.shows(/ 2 {2}Install software: [^\n]*\n +3 {2}Remove software: /);
    session.type("explain\r");
    await session.shows(/Which one \(its name, nothing goes back\):\s*$/);
    session.type("\r");
    await session.shows(asked);
    session.type("\r");
    assert.equal(await session.ended, 0);
    assert.doesNotMatch(session.written(), /\u001b/);
  });
}

test("permissions are changed and taken back by numbers and answers alone", { skip }, async () => {
  const home = makeHome();
  mkdirSync(join(home, "site"));
  writeFileSync(join(home, "site/a"), "a", { mode: 0o666 });
  giveToUser(home);
  const mode = () => statSync(join(home, "site/a")).mode & 0o777;
  const before = mode();
  const session = openHandrail(["--line"], { home, rows: 40 });
  const answer = async (question: RegExp, text: string): Promise<void> => {
    await session.shows(question);
    session.type(`${text}\r`);
  };
  await answer(asked, "chmod");
  await answer(/chmod\n +5 {2}Who may do what: [\s\S]*nothing to leave:\s*$/, "5");
  await answer(/1\/9 {2}Which file or folder:\s*$/, "site/a");
  await answer(/2\/9 [\s\S]*:\s*$/, "");
  await answer(/3\/9 [\s\S]*:\s*$/, "");
  await answer(/4\/9 [\s\S]*:\s*$/, "");
  await answer(/5\/9 [\s\S]*:\s*$/, "");
  await answer(/6\/9 [\s\S]*:\s*$/, "");
  await answer(/7\/9 [\s\S]*:\s*$/, "600");
  await answer(/8\/9 [\s\S]*:\s*$/, "");
  await answer(/9\/9 [\s\S]*:\s*$/, "");
  await answer(/Carry it out\? \[y\/N\]\s*$/, "y");
  await session.shows(asked);
  assert.equal(mode(), 0o600);
  await answer(asked, "check a command");
  await answer(/A line, u to undo[^\n]*\s*$/, "u");
  await session.shows(/Undone: [\s\S]*A line, u to undo[^\n]*\s*$/);
  assert.equal(mode(), before);
});
