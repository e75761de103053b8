import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApplyEvent } from "../../../src/domain/apply-event.ts";
import { applyingPage } from "../../../src/screens/applying/applying-page.ts";
import { addEvent, emptyRun } from "../../../src/screens/applying/run-state.ts";
import { PageDriver } from "../page-driver.tsx";
import { doneEvents, failedEvents, nginxPlan, runEvents } from "../plans.ts";

const reason = "Handrail needs root's rights for: Install nginx";
const query = { kind: "apply", review: nginxPlan, reason } as const;

function applying(events: readonly ApplyEvent[]): PageDriver {
  const page = new PageDriver(applyingPage, { value: { kind: "apply", review: nginxPlan } });
  assert.deepEqual(page.asked(), [query]);
  return page.answer(query, { kind: "apply", events }, false);
}

test("time is told only as long as something goes on", () => {
  assert.equal(applying(runEvents).wantsTicks(), true);
  assert.equal(applying(doneEvents).wantsTicks(), false);
});

test("what was not begun is still said to be not done", () => {
  const page = new PageDriver(applyingPage, { value: { kind: "apply", review: nginxPlan } });
  const sentence = "sudo did not give root's rights, so nothing was done.";
  const end = { kind: "ended", result: "stopped", sentence, time: "2026-11-23T10:00:00Z" } as const;
  page.answer(query, { kind: "apply", events: [end] });
  assert.match(page.text(), /not done: install nginx/);
  assert.match(page.text(), /did not give root's rights/);
});

test("Esc leaves it running; s asks it once to stop", () => {
  const page = applying(runEvents);
  assert.deepEqual(page.press("escape").intents, [{ kind: "back" }]);
  assert.deepEqual(page.press("s").asked(), [{ kind: "stop" }]);
  assert.deepEqual(page.press("s").asked(), []);
});

test("what is done can be taken back once it is over, by a plan", () => {
  assert.deepEqual(applying(runEvents).press("u").intents, []);
  const [intent] = applying(doneEvents).press("u").intents;
  assert.deepEqual(intent, {
    kind: "replace",
    page: "plan",
    argument: { value: { kind: "undo", id: "run-1" } },
  });
});

test("after a failure what is left is looked at anew", () => {
  const [intent] = applying(failedEvents).press("r").intents;
  assert.equal(intent?.kind === "replace" && intent.page, "plan");
  assert.deepEqual(applying(doneEvents).press("r").intents, []);
});

test("what would do something else by now is to be agreed to anew", () => {
  const ended: ApplyEvent = { kind: "ended", result: "differs", review: nginxPlan, time: "" };
  const page = applying([runEvents[0]!, ended]);
  assert.deepEqual(page.intents, [
    {
      kind: "replace",
      page: "plan",
      argument: { value: { kind: "anew", review: nginxPlan, time: 10_100 } },
    },
  ]);
});

test("an answer that ends without an end is said", () => {
  const page = applying(runEvents).answer(query, { kind: "apply", events: [] });
  assert.match(page.text(), /Nothing more was heard of it/);
});

test("output is read as a terminal would show it, however it was cut", () => {
  const texts = ["one\r", "\ntwo 10%\rtwo 20%", "\rtwo 99%\nthr", "ee\n"];
  const run = texts
    .map((text): ApplyEvent => ({ kind: "output", step: 0, text }))
    .reduce(addEvent, emptyRun);
  assert.deepEqual(run.output, ["one", "two 99%", "three", ""]);
});

test("the output follows its end until it is scrolled", () => {
  const text = Array.from({ length: 100 }, (_, at) => `line ${at}\n`).join("");
  const page = applying([...runEvents, { kind: "output", step: 1, text }]).press("o");
  assert.match(page.text(), /line 99/);
  assert.doesNotMatch(page.press("home").text(), /line 99/);
  assert.match(page.press("end").text(), /line 99/);
  assert.match(page.press("o").text(), /install nginx/);
});

test("a failure tells the way to one's own shell", () => {
  assert.match(applying(failedEvents).text(), /Ctrl-Z leads to your shell/);
  assert.doesNotMatch(applying(doneEvents).text(), /Ctrl-Z/);
});
