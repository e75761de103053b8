import assert from "node:assert/strict";
import { test } from "node:test";
import { powersOff } from "../../src/guards/powers-off.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

/** What is said to somebody who shares the machine with these. */
function said(line: string, others: readonly string[]): string {
  const { facts } = fixtureMachine("root");
  const shared = { ...facts, session: { ...facts.session, others } };
  return powersOff.judge(foreseeThere(line, "root"), shared)[0]?.what ?? "";
}

test("who else is logged in is named before the machine goes down under them", () => {
  assert.equal(said("reboot", ["ann"]), "web-1 would restart. ann is logged in here as well.");
  assert.match(said("poweroff", ["ann", "bob"]), /off\. ann and bob are logged in here as well\.$/);
  assert.match(said("poweroff", ["a", "b", "c", "d", "e"]), /a, b, c and 2 more are logged in/);
});

test("nobody is named where nobody else is there, or nothing ends", () => {
  assert.equal(said("reboot", []), "web-1 would restart.");
  assert.doesNotMatch(said("systemctl suspend", ["ann"]), /logged in/);
});
