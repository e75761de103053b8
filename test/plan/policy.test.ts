import assert from "node:assert/strict";
import { test } from "node:test";
import { guardsFor } from "../../src/cli/guard-finder.ts";
import type { Level } from "../../src/domain/finding.ts";
import { type Allowance, type GuardPolicy, noPolicy } from "../../src/domain/policy.ts";
import type { Review } from "../../src/domain/review.ts";
import { review } from "../../src/plan/review.ts";
import { describeForPrompt, describeReview } from "../../src/reports/plain.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

const style = { width: 80, hasColour: false };
const place: Allowance = { path: "/home/ann/photos", until: "2999-12-31", reason: "being sorted" };

function reviewed(
  line: string,
  policy: Partial<GuardPolicy>,
  more: { readonly level?: Level; readonly accepted?: string } = {},
): Review {
  const { facts } = fixtureMachine("user");
  return review(foreseeThere(line, "user"), {
    facts,
    guardsFor,
    level: more.level ?? "novice",
    policy: { ...noPolicy, ...policy },
    ...(more.accepted === undefined ? {} : { accepted: new Set([more.accepted]) }),
    foresee: () => undefined,
    assessUndo: () => ({ grade: "none" }),
  });
}

const set = (
  guard: string,
  rule: "off" | "ask" | "refuse",
  by: "machine" | "person" = "person",
) => ({
  rules: new Map([[guard, { rule, by }]]),
});

test("what is allowed at a place asks nothing there, and is shown with its day and reason", () => {
  const line = "rm -r photos";
  assert.equal(reviewed(line, {}).decision, "ask");
  const allowed = reviewed(line, { allowances: [place] });
  assert.equal(allowed.decision, "allow");
  const shown = describeForPrompt(allowed, style).join("\n");
  assert.match(shown, /caution: This would delete 5 files/);
  assert.match(shown, /Allowed {2}in \/home\/ann\/photos until 2999-12-31, because: being sorted/);
});

test("elsewhere the same line is asked about as ever, and only for what lies elsewhere", () => {
  const both = reviewed("rm -r photos Documents", { allowances: [place] });
  assert.equal(both.decision, "ask");
  assert.equal(both.confirmWords, reviewed("rm -r Documents", {}).confirmWords);
  assert.equal(reviewed("rm -r site", { allowances: [place] }).decision, "ask");
});

test("a name that only begins alike, a way out of the place and another guard are not allowed", () => {
  const near = { ...place, path: "/home/ann/photo" };
  assert.equal(reviewed("rm -r photos", { allowances: [near] }).decision, "ask");
  const moved = "mv Documents/1/letter-1.txt photos/a.jpg";
  assert.equal(reviewed(moved, { allowances: [place] }).decision, reviewed(moved, {}).decision);
  const other = { ...place, guards: ["overwrites-files"] };
  assert.equal(reviewed("rm -r photos", { allowances: [other] }).decision, "ask");
  assert.equal(reviewed("> photos/a.jpg", { allowances: [other] }).decision, "allow");
});

test("where the machine has a rule nobody's allowance counts", () => {
  const policy = { allowances: [place], ...set("deletes-own-files", "ask", "machine") };
  assert.equal(reviewed("rm -r photos", policy).decision, "ask");
  const unacceptable = { allowances: [place], unacceptable: new Set(["deletes-own-files"]) };
  assert.equal(reviewed("rm -r photos", unacceptable).decision, "ask");
});

test("a guard that is off asks nothing, and the whole review still says what it sees", () => {
  const off = reviewed("sudo -i", set("root-shell", "off"));
  assert.equal(off.decision, reviewed("sudo -i", {}, { accepted: "root-shell" }).decision);
  assert.doesNotMatch(describeForPrompt(off, style).join("\n"), /shell as root/);
  assert.match(describeReview(off, style).join("\n"), /shell as root[\s\S]* Off {6}your settings/);
});

test("no setting lets pass what has no sane reason", () => {
  const line = "sudo rm -rf --no-preserve-root /";
  const { findings } = reviewed(line, {});
  const worst = findings.find(({ severity }) => severity === "critical");
  assert.ok(worst !== undefined);
  assert.equal(reviewed(line, set(worst.guard, "off")).decision, "refuse");
});

test("a guard that is set to ask asks an expert too; refuse is past any yes", () => {
  const line = "sudo -i";
  assert.equal(reviewed(line, {}, { level: "expert" }).decision, "allow");
  const asked = reviewed(line, set("root-shell", "ask"), { level: "expert" });
  assert.equal(`${asked.decision} ${asked.confirm}`, "ask yes");
  const accepted = { accepted: "root-shell" };
  assert.equal(reviewed(line, set("root-shell", "ask"), accepted).decision, "allow");
  assert.equal(reviewed(line, set("root-shell", "refuse"), accepted).decision, "refuse");
  assert.equal(reviewed("ls", set("root-shell", "refuse")).decision, "allow");
});

test("a rule asks for no less than the level does", () => {
  const typed = reviewed("rm -r Documents", set("deletes-own-files", "ask"));
  assert.equal(typed.confirm, reviewed("rm -r Documents", {}).confirm);
});
