import assert from "node:assert/strict";
import { test } from "node:test";
import type { Action } from "../../src/domain/action.ts";
import type { ApplyEvent } from "../../src/domain/apply-event.ts";
import type { Inverse, TaskPlan, TaskStep } from "../../src/domain/task-plan.ts";
import { segmentsOf } from "../../src/plan/segments.ts";
import { undoPartsOf } from "../../src/plan/undo-parts.ts";
import { planOfUndo } from "../../src/plan/undo-plan.ts";

const install: Action = { kind: "packages", operation: "install", packages: ["tiny=1.0"] };
const remove: Action = { kind: "packages", operation: "remove", packages: ["tiny"] };
const mode: Action = { kind: "change-mode", path: "/srv/a", mode: "644", isRecursive: false };
const restart: Action = { kind: "service", unit: "ssh", operation: "restart" };
const undo: Action = { kind: "undo-entry", entry: "0tv4bx0" };

function step(action: Action, inverse: Inverse): TaskStep {
  return { title: action.kind, action, runAs: "root", verify: { kind: "none" }, inverse };
}

const kept = step(mode, { kind: "kept" });
const added = step(install, { kind: "actions", actions: [remove] });
const lasting = step(restart, { kind: "none", reason: "so" });
const back = step(undo, { kind: "kept" });

function planOf(...steps: readonly TaskStep[]): TaskPlan {
  return { task: "a", answers: {}, title: "A", remarks: [], steps };
}

test("steps that come back in one way share an entry", () => {
  const shapes = (...steps: readonly TaskStep[]) =>
    segmentsOf({ steps }).map(({ kind, steps: own }) => `${kind} ${own.join(",")}`);
  assert.deepEqual(shapes(kept, kept), ["kept 0,1"]);
  assert.deepEqual(shapes(added, kept, kept, added), ["actions 0", "kept 1,2", "actions 3"]);
  assert.deepEqual(shapes(kept, lasting, kept), ["kept 0,1,2"]);
  assert.deepEqual(shapes(lasting, added), ["actions 0,1"]);
  assert.deepEqual(shapes(lasting), ["actions 0"]);
  assert.deepEqual(shapes(back, back, kept), ["entry 0", "entry 1", "kept 2"]);
});

const time = "2026-11-22T20:00:00.000Z";

function began(index: number, entry: string): ApplyEvent {
  return { kind: "step-started", step: index, argv: [], entry, time };
}

test("undo takes the last part back first, and redo does the whole again", () => {
  const plan = planOf(added, kept);
  const parts = undoPartsOf(plan, [began(0, "0tv4bx0"), began(1, "0tv4bx1")]);
  const undone = planOfUndo({ id: "0tv4bx0", title: "A", isRoot: true, parts });
  assert.deepEqual(
    undone.steps.map(({ action }) => action),
    [{ kind: "undo-entry", entry: "0tv4bx1" }, remove],
  );
  assert.deepEqual(undone.steps[1]?.inverse, { kind: "actions", actions: [install] });
  assert.deepEqual(undone.steps[1]?.verify, { kind: "packages", present: [], absent: ["tiny"] });
  assert.ok(undone.steps.every(({ runAs }) => runAs === "root"));
});

test("what was not begun is not taken back", () => {
  const plan = planOf(added, added, kept);
  assert.deepEqual(undoPartsOf(plan, [began(0, "0tv4bx0")]), [
    { entry: "0tv4bx0", actions: [install], inverse: [remove] },
  ]);
  assert.deepEqual(undoPartsOf(plan, []), []);
  assert.deepEqual(undoPartsOf(planOf(lasting), [began(0, "0tv4bx0")]), []);
});
