import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { getPriority } from "node:os";
import { test } from "node:test";
import { asideForVerify, makeWay } from "../../src/system/make-way.ts";

test("a process stands back by so much, and one that has ended is no fault", async () => {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  try {
    const before = getPriority(child.pid);
    makeWay(child.pid, undefined);
    makeWay(child.pid, 0);
    assert.equal(getPriority(child.pid), before);
    // Only root can go forward, and a test may run behind others itself.
    const niceness = Math.max(before, asideForVerify);
    makeWay(child.pid, niceness);
    assert.equal(getPriority(child.pid), niceness);
  } finally {
    child.kill();
  }
  await ended;
  makeWay(child.pid, asideForVerify);
  makeWay(undefined, asideForVerify);
});
