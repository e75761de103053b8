import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { makeAsker } from "../../src/system/ask-program.ts";
import { repository } from "../support/repository.ts";

const ask = makeAsker();

test("a program is asked in a clean environment, at the root, with nothing to read", async () => {
  process.env.HANDRAIL_TEST_STRAY = "1";
  const answer = await ask({ program: "env", arguments: [], patience: 10 });
  assert.ok(typeof answer !== "string");
  const names = answer.output
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  assert.deepEqual(names.sort(), ["LANGUAGE", "LC_ALL", "PATH", "TMPDIR"]);
  const place = await ask({ program: "pwd", arguments: [], patience: 10 });
  assert.equal(typeof place !== "string" && place.output.toString(), "/\n");
  const input = await ask({ program: "cat", arguments: [], patience: 10 });
  assert.equal(typeof input !== "string" && input.output.length, 0);
});

test("status and messages come along", async () => {
  const answer = await ask({ program: "cat", arguments: ["/nonexistent"], patience: 10 });
  assert.ok(typeof answer !== "string");
  assert.equal(answer.status, 1);
  assert.match(answer.errors, /No such file/);
});

test("why there is no answer", async () => {
  const wait = { program: "sleep", arguments: ["60"], patience: 60 };
  assert.equal(await ask({ ...wait, program: "no-such-program" }), "missing");
  assert.equal(await makeAsker(() => undefined)(wait), "missing");
  assert.equal(await ask({ ...wait, patience: 0.2 }), "too-slow");
  assert.equal(await ask({ ...wait, signal: AbortSignal.timeout(200) }), "failed");
});

test("a question ends with whoever asked it", async () => {
  const source = join(repository, "src/system/ask-program.ts");
  const text = `import { makeAsker } from ${JSON.stringify(source)};
    void makeAsker()({ program: "sleep", arguments: ["61"], patience: 60 });
    setTimeout(() => console.log("asked"), 300);`;
  const asker = spawn(process.execPath, ["--input-type=module", "-e", text]);
  await new Promise((resolve, reject) => {
    asker.stdout.once("data", resolve);
    asker.once("exit", reject);
  });
  asker.removeAllListeners("exit");
  const task = `/proc/${asker.pid}/task/${asker.pid}/children`;
  const child = readFileSync(task, "utf8").trim();
  assert.match(child, /^\d+$/);
  asker.kill("SIGKILL");
  for (let round = 0; round < 50 && existsSync(`/proc/${child}/exe`); round += 1) {
    if (!readFileSync(`/proc/${child}/cmdline`, "utf8").includes("sleep")) break;
    await setTimeout(100);
  }
  assert.ok(!existsSync(`/proc/${child}`) || !readFileSync(`/proc/${child}/cmdline`, "utf8"));
});
