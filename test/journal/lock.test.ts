import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { LockHeld, withLock } from "../../src/journal/lock.ts";
import { repository } from "../support/repository.ts";
import { makeFolder } from "../support/trial.ts";

describe("the journal's lock", () => {
  let folder = "";
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is given back, also when the action fails", () => {
    assert.equal(
      withLock(folder, () => existsSync(join(folder, "lock"))),
      true,
    );
    assert.throws(() => withLock(folder, () => assert.fail("no")), /no/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("waits for a process that is alive, and then gives up", () => {
    const own = withLock(folder, () => readFileSync(join(folder, "lock"), "utf8"));
    writeFileSync(join(folder, "lock"), own);
    assert.throws(() => withLock(folder, () => 1, 50), LockHeld);
    assert.equal(readFileSync(join(folder, "lock"), "utf8"), own);
  });

  it("breaks the lock of one that is gone, or whose number another one has by now", () => {
    for (const holder of [
      '{"pid":999999999,"start":"x/1"}',
      `{"pid":${process.pid},"start":"x/1"}`,
      "",
      "{",
    ]) {
      writeFileSync(join(folder, "lock"), holder);
      assert.equal(
        withLock(folder, () => "done", 50),
        "done",
      );
    }
  });

  it("lets only one process at a time in", async () => {
    const counter = join(folder, "counter");
    writeFileSync(counter, "0");
    writeFileSync(join(folder, "lock"), '{"pid":999999999,"start":"x/1"}');
    const script = `
      import fs from "node:fs";
      const { withLock } = await import(${JSON.stringify(join(repository, "src/journal/lock.ts"))});
      for (let round = 0; round < 10; round += 1) withLock(${JSON.stringify(folder)}, () => {
        const value = Number(fs.readFileSync(${JSON.stringify(counter)}, "utf8"));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        fs.writeFileSync(${JSON.stringify(counter)}, String(value + 1));
      }, 60000);`;
    const children = Array.from({ length: 6 }, () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: "inherit",
      });
      return new Promise((resolve) => child.on("exit", resolve));
    });
    assert.deepEqual(await Promise.all(children), [0, 0, 0, 0, 0, 0]);
    assert.equal(readFileSync(counter, "utf8"), "60");
  });
});
