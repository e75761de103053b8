import assert from "node:assert/strict";
import { test } from "node:test";
import { lookAround } from "../../src/cli/check-up/look-around.ts";
import { openSession } from "../../src/cli/session.ts";
import { readSituation } from "../../src/cli/situation.ts";

const quick = ["disk", "accounts", "root-login"];

test("only the parts that are wanted are looked at, each told once", async () => {
  const told: string[] = [];
  const session = openSession(readSituation());
  const items = await lookAround({ session, answers: {}, only: quick }, ({ id }) => told.push(id));
  assert.deepEqual(told.toSorted(), quick.toSorted());
  assert.deepEqual(items.map(({ id }) => id).toSorted(), quick.toSorted());
});

test("a fault in one part is said, and hides no other", async () => {
  const session = openSession(readSituation());
  const { facts } = session.engine.machine;
  Object.defineProperty(facts.mounts, "list", {
    get: () => {
      throw new Error("no mounts today");
    },
  });
  let faults = 0;
  const looking = { session, answers: {}, only: quick, onFault: () => (faults += 1) };
  const items = await lookAround(looking, () => {});
  assert.equal(faults, 1);
  const disk = items.find(({ id }) => id === "disk");
  assert.equal(disk?.condition, "unknown");
  assert.match(disk.details[0] ?? "", /no mounts today/);
  assert.ok(items.some(({ id, condition }) => id === "root-login" && condition !== "unknown"));
});
