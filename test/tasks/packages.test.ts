import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackageChange, PackageSimulation } from "../../src/domain/packages.ts";
import type { TaskPlan, TaskProblem } from "../../src/domain/task-plan.ts";
import { configurePackagesTask } from "../../src/tasks/configure-packages.ts";
import { installTask } from "../../src/tasks/install.ts";
import type { PackageTaskFacts } from "../../src/tasks/packages/facts.ts";
import { removeTask } from "../../src/tasks/remove.ts";
import { takeConfigurationTask } from "../../src/tasks/take-configuration.ts";
import { updateTask } from "../../src/tasks/update.ts";

const change = (
  name: string,
  before: string | undefined,
  after: string | undefined,
  isAutomatic = false,
): PackageChange => ({
  name,
  action: before === undefined ? "install" : after === undefined ? "remove" : "upgrade",
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  isAutomatic,
  isSecurity: false,
});

const facts = (
  changes: readonly PackageChange[],
  more: Partial<PackageTaskFacts> = {},
): PackageTaskFacts => ({
  simulation: { kind: "transaction", changes, keptBack: [] },
  automatic: new Set(),
  obtainable: new Set(),
  ...more,
});

function stepOf(result: TaskPlan | TaskProblem) {
  assert.ok("steps" in result, JSON.stringify(result));
  const [step] = result.steps;
  assert.ok(step !== undefined && result.steps.length === 1);
  return step;
}

test("installing names every package in its version, and undo removes just what was added", () => {
  const changes = [change("data", undefined, "1", true), change("gong", undefined, "2")];
  const step = stepOf(installTask.plan({ packages: "gong" }, facts(changes)));
  assert.deepEqual(step.action, {
    kind: "packages",
    operation: "install",
    packages: ["data=1", "gong=2"],
    automatic: ["data"],
  });
  assert.deepEqual(step.inverse, {
    kind: "actions",
    actions: [{ kind: "packages", operation: "remove", packages: ["data", "gong"] }],
  });
  assert.equal(step.undoReason, undefined);
});

test("what an earlier run left half done is no reason to say that all is there", () => {
  const half = {
    simulation: { kind: "transaction", changes: [], keptBack: [], unfinished: ["gong"] },
  } as const;
  for (const result of [
    installTask.plan({ packages: "gong" }, facts([], half)),
    updateTask.plan({}, { ...facts([], half), absent: [] }),
  ]) {
    assert.ok("sentence" in result);
    assert.equal(result.kind, "cannot");
    assert.match(result.sentence, /^gong is installed by half/);
    assert.equal(result.mending?.task, "configure-packages");
  }
});

test("what made room comes back after what it made room for has gone", () => {
  const changes = [change("gong", "1", undefined, true), change("triangle", undefined, "1")];
  const known = { obtainable: new Set(["gong=1"]), automatic: new Set(["gong"]) };
  const step = stepOf(installTask.plan({ packages: ["triangle"] }, facts(changes, known)));
  assert.deepEqual(step.inverse, {
    kind: "actions",
    actions: [
      { kind: "packages", operation: "remove", packages: ["triangle"] },
      { kind: "packages", operation: "install", packages: ["gong=1"], automatic: ["gong"] },
    ],
  });
  assert.deepEqual(step.verify, {
    kind: "packages",
    present: [{ name: "triangle", version: "1" }],
    absent: ["gong"],
  });
});

test("a removal names what was asked for; what goes with it is verified and comes back too", () => {
  const changes = [change("club", "1", undefined, true), change("gong", "1", undefined)];
  const known = { obtainable: new Set(["gong=1"]) };
  const step = stepOf(removeTask.plan({ packages: "gong" }, facts(changes, known)));
  assert.deepEqual(step.action, { kind: "packages", operation: "remove", packages: ["gong"] });
  assert.deepEqual(step.verify, { kind: "packages", present: [], absent: ["club", "gong"] });
  assert.match(step.undoReason ?? "", /no source has club 1 any more/);
});

test("an update keeps what is automatic so, and goes back where old versions are left", () => {
  const changes = [change("data", "1", "2"), change("gong", "1", "2")];
  const known = { automatic: new Set(["data"]), obtainable: new Set(["data=1", "gong=1"]) };
  const step = stepOf(updateTask.plan({}, facts(changes, known)));
  assert.deepEqual(step.action, {
    kind: "packages",
    operation: "upgrade",
    packages: ["data=2", "gong=2"],
    automatic: ["data"],
  });
  assert.deepEqual(step.inverse, {
    kind: "actions",
    actions: [
      {
        kind: "packages",
        operation: "install",
        packages: ["data=1", "gong=1"],
        automatic: ["data"],
      },
    ],
  });
  const lost = stepOf(updateTask.plan({}, facts(changes)));
  assert.deepEqual(lost.inverse, {
    kind: "none",
    reason: "no source has data 1 and gong 1 any more",
  });
});

test("an update that brings a new package installs it", () => {
  const changes = [change("kernel", "1", "2"), change("kernel-2", undefined, "2", true)];
  const { action } = stepOf(updateTask.plan({}, facts(changes)));
  assert.ok(action.kind === "packages" && action.operation === "install");
  assert.deepEqual(action.automatic, ["kernel-2"]);
});

test("a service that starts is told, with the port that others reach", () => {
  const remarksOf = (...changes: readonly PackageChange[]) => {
    const plan = installTask.plan({ packages: "x" }, facts(changes));
    return "steps" in plan ? plan.remarks.join(" ") : "";
  };
  assert.match(remarksOf(change("nginx", undefined, "1")), /service nginx .*on port 80,/);
  assert.match(remarksOf(change("cron", undefined, "1")), /service cron .*installed\.$/);
  assert.doesNotMatch(remarksOf(change("nginx", "1", "2")), /service/);
  assert.doesNotMatch(remarksOf(change("cowsay", undefined, "1")), /service/);
});

test("problems are sentences", () => {
  const nothing = facts([]);
  const kindOf = (result: TaskPlan | TaskProblem) => ("steps" in result ? "plan" : result.kind);
  assert.equal(kindOf(installTask.plan({}, nothing)), "unanswered");
  assert.equal(kindOf(installTask.plan({ packages: "gong" }, nothing)), "nothing-to-do");
  assert.equal(kindOf(removeTask.plan({ packages: "gong" }, nothing)), "nothing-to-do");
  assert.equal(kindOf(updateTask.plan({ scope: "chosen" }, nothing)), "unanswered");
  assert.equal(kindOf(updateTask.plan({ scope: "security" }, nothing)), "nothing-to-do");
  for (const name of ["gong-", "-y", "./a.deb", "go*", "^gong", "gong/stable", "gong+-"]) {
    assert.equal(kindOf(installTask.plan({ packages: [name] }, nothing)), "cannot", name);
  }
  const simulation: PackageSimulation = {
    kind: "failure",
    failure: { kind: "no-such-package", sentence: "None.", near: ["gong"] },
  };
  assert.deepEqual(installTask.plan({ packages: "gnog" }, { ...nothing, simulation }), {
    kind: "cannot",
    sentence: "None.",
    suggestions: ["gong"],
    question: { key: "packages", kind: "names" },
  });
});

test("only half-done packages are finished", () => {
  const whole = { unfinished: [], isInterrupted: false, isLacking: false };
  assert.ok(!("steps" in configurePackagesTask.plan({}, whole)));
  stepOf(configurePackagesTask.plan({}, { ...whole, unfinished: ["gong"] }));
  stepOf(configurePackagesTask.plan({}, { ...whole, isInterrupted: true }));
  stepOf(configurePackagesTask.plan({}, { ...whole, isLacking: true }));
});

test("a newer configuration file is taken only where one waits", () => {
  const waiting = [
    { path: "/etc/gong.conf", from: "/etc/gong.conf.dpkg-dist", package: "gong" },
    { path: "/etc/b.conf", from: "/etc/b.conf.dpkg-dist", package: "b" },
  ];
  const step = stepOf(takeConfigurationTask.plan({ paths: "/etc/gong.conf" }, { waiting }));
  assert.deepEqual(step.action, {
    kind: "take-configuration",
    path: "/etc/gong.conf",
    from: "/etc/gong.conf.dpkg-dist",
  });
  const other = takeConfigurationTask.plan({ paths: "/etc/passwd" }, { waiting });
  assert.ok(!("steps" in other) && other.kind === "cannot");
  const open = takeConfigurationTask.plan({}, { waiting });
  assert.ok(!("steps" in open) && open.suggestions?.length === 2);
});
