import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanReview } from "../../../src/domain/task-plan.ts";
import { planOfUndo } from "../../../src/plan/undo-plan.ts";
import { planPage } from "../../../src/screens/plan/plan-page.ts";
import { PageDriver } from "../page-driver.tsx";
import { cautiousPlan, dangerousPlan, makePlan, quietPlan, refusedPlan } from "../plans.ts";

const query = { kind: "plan", task: "install", answers: {} } as const;

function reviewed(review: PlanReview): PageDriver {
  const page = new PageDriver(planPage, { subject: "install" });
  assert.deepEqual(page.asked(), [query]);
  return page.answer(query, { kind: "plan", review });
}

const consented = (page: PageDriver): boolean =>
  page.intents.some((intent) => intent.kind === "replace" && intent.page === "applying");

test("only y carries a plan out; Enter, which opened it, does not", () => {
  for (const review of [quietPlan, cautiousPlan]) {
    const page = reviewed(review).press("enter", " ");
    assert.deepEqual(page.intents, []);
    assert.equal(consented(page.press("y")), true);
  }
});

test("a y that comes before the review can have been read is none", () => {
  const page = reviewed(cautiousPlan);
  const press = { name: "y", text: "y", time: 10_200 };
  page.happen({ kind: "key", press });
  assert.equal(consented(page), false);
  assert.equal(consented(page.press("y")), true);
});

test("what is to be agreed to anew says that nothing was done, and why it is asked again", () => {
  const value = { kind: "anew", review: quietPlan, time: 0 } as const;
  const page = new PageDriver(planPage, { value });
  assert.match(page.text(), /It would do something else now than what was agreed to\. Nothing was/);
  assert.doesNotMatch(reviewed(quietPlan).text(), /something else now/);
  assert.equal(consented(page.press("y")), true);
});

test("a danger wants its words, and nothing else will do", () => {
  const page = reviewed(dangerousPlan);
  for (const keys of ["y", "remove it\r"]) {
    page.press(...Array.from(keys, (key) => (key === "\r" ? "enter" : key)));
    assert.equal(consented(page), false);
  }
  const right = reviewed(dangerousPlan);
  right.type("Remove openssh-server").press("enter");
  assert.equal(consented(right), true);
});

test("letters that begin the words are typed, others are keys while nothing is typed", () => {
  const page = reviewed(dangerousPlan);
  assert.equal(page.isTyping(), false);
  assert.match(page.press("p").text(), /Review: paths/);
  page.press("escape", "r");
  assert.equal(page.isTyping(), true);
  assert.match(page.press("p").text(), / > rp/);
});

test("what is critical is refused, whatever is pressed", () => {
  const page = reviewed(refusedPlan).press("y", "enter");
  assert.equal(consented(page), false);
  assert.match(page.text(), /refused at the level novice/);
});

test("n and Esc lead back, and out of a list first", () => {
  assert.deepEqual(reviewed(quietPlan).press("n").intents, [{ kind: "back" }]);
  const page = reviewed(quietPlan).press("c", "escape");
  assert.deepEqual(page.intents, []);
  assert.deepEqual(page.press("escape").intents, [{ kind: "back" }]);
});

test("a line offered instead is looked at where lines are", () => {
  const page = reviewed(dangerousPlan).press("1");
  const argument = { subject: "apt-get -s remove cowsay" };
  assert.deepEqual(page.intents, [{ kind: "open", page: "command", argument }]);
});

test("what is pasted goes into the words and is no key", () => {
  const paste = { kind: "paste", text: "remove openssh-server\n" } as const;
  assert.equal(consented(reviewed(quietPlan).happen({ kind: "paste", text: "y" })), false);
  const page = reviewed(dangerousPlan).happen(paste);
  assert.equal(consented(page), false);
  assert.equal(consented(page.press("enter")), true);
});

test("of files that come back nothing is foreseen, and nothing is claimed", () => {
  const parts = [{ entry: "1" }];
  const plan = planOfUndo({ id: "1", title: "change permissions", isRoot: true, parts });
  const page = reviewed(makePlan({ effects: [] }, { plan, commands: [] }));
  assert.match(page.text(), /bring files back/);
  assert.doesNotMatch(page.text(), /Changes/);
  assert.match(reviewed(makePlan({ effects: [] })).text(), /Changes +nothing/);
});

test("what is in the way of a plan is taken out of it from there", () => {
  const mending = { task: "configure-packages", answers: {}, label: "finish" };
  const problem = { kind: "cannot", sentence: "A run was cut off.", mending } as const;
  const page = new PageDriver(planPage, { subject: "install" });
  page.answer(query, { kind: "problem", problem }).press("enter");
  assert.deepEqual(page.intents, [
    { kind: "open", page: "plan", argument: { subject: "configure-packages", answers: {} } },
  ]);
});
