import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApplyEvent } from "../../src/domain/apply-event.ts";
import { failureOf } from "../../src/domain/rest-of-plan.ts";
import type { TaskPlan } from "../../src/domain/task-plan.ts";

const steps = ["one", "two", "three"].map((title) => ({
  title,
  action: { kind: "refresh-packages" } as const,
  runAs: "root" as const,
  verify: { kind: "none" } as const,
  inverse: { kind: "none", reason: "so" } as const,
}));
const plan: TaskPlan = { task: "a", answers: {}, title: "A", remarks: [], steps };
const time = "2026-11-22T20:00:00.000Z";

test("what failed, its last words, what is done and what is left", () => {
  const output = Array.from({ length: 12 }, (_, at) => `line ${at}`).join("\n");
  const events: readonly ApplyEvent[] = [
    { kind: "step-started", step: 0, argv: [], entry: "0tv4bx0", time },
    { kind: "step-ended", step: 0, status: 0, isVerified: true, time },
    { kind: "step-started", step: 1, argv: [], time },
    { kind: "output", step: 1, text: output },
    { kind: "step-ended", step: 1, status: 100, isVerified: false, problem: "It broke.", time },
    { kind: "ended", result: "failed", sentence: "It broke.", time },
  ];
  const failure = failureOf(plan, events);
  assert.equal(failure?.step, 1);
  assert.equal(failure?.status, 100);
  assert.equal(failure?.problem, "It broke.");
  assert.equal(failure?.lastLines.length, 8);
  assert.equal(failure?.lastLines.at(-1), "line 11");
  assert.deepEqual(failure?.done, ["one"]);
  assert.deepEqual(
    failure?.rest?.steps.map(({ title }) => title),
    ["two", "three"],
  );
  assert.equal(failure?.canUndo, true);
});

test("a run that is done, or goes on, did not fail", () => {
  assert.equal(failureOf(plan, [{ kind: "ended", result: "done", time }]), undefined);
  assert.equal(failureOf(plan, [{ kind: "step-started", step: 0, argv: [], time }]), undefined);
});

test("a run that left everything as it was has nothing to take back", () => {
  const failure = failureOf(plan, [
    { kind: "step-started", step: 0, argv: [], entry: "0tv4bx0", time },
    { kind: "step-ended", step: 0, status: 1, isVerified: false, problem: "It broke.", time },
    { kind: "ended", result: "failed", sentence: "It broke.", isUnchanged: true, time },
  ]);
  assert.equal(failure?.canUndo, false);
});

test("a run that never began has all of it left, and nothing to take back", () => {
  const failure = failureOf(plan, [{ kind: "ended", result: "locked", sentence: "Held.", time }]);
  assert.equal(failure?.problem, "Held.");
  assert.equal(failure?.rest?.steps.length, 3);
  assert.equal(failure?.canUndo, false);
  assert.equal(failure?.step, undefined);
});
