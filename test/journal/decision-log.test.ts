import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { test } from "node:test";
import type { DecisionRecord } from "../../src/domain/decision-record.ts";
import { readDecisions, writeDecision } from "../../src/journal/decision-log.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const uid = process.getuid?.() ?? 0;

const record: DecisionRecord = {
  schema: "handrail/decision@1",
  time: "2026-11-22T23:30:00.000Z",
  user: "ann",
  loginUser: "ann",
  level: "novice",
  directory: "/home/ann",
  line: "rm -r docs",
  findings: [{ guard: "deletes-own-files", severity: "caution" }],
  accepted: [],
  decision: "ask",
  confirm: "yes",
  answer: "agreed",
  status: null,
};

test("one line a decision, private, completed by the status", (t) => {
  const state = `${temporaryDirectory(t)}/state`;
  const first = writeDecision(state, uid, record);
  writeDecision(state, uid, { ...record, line: "sudo -i", answer: "declined" });
  first.complete(143);
  const log = `${state}/decisions.jsonl`;
  assert.equal(statSync(log).mode & 0o777, 0o600);
  assert.equal(statSync(state).mode & 0o777, 0o700);
  assert.equal(readFileSync(log, "utf8").trimEnd().split("\n").length, 2);
  const [newest, oldest] = readDecisions(state, 10);
  assert.deepEqual(newest, { ...record, line: "sudo -i", answer: "declined" });
  assert.deepEqual(oldest, { ...record, status: 143 });
  assert.equal(readDecisions(state, 1).length, 1);
});

test("its size is bounded, and the newest are kept", (t) => {
  const state = temporaryDirectory(t);
  chmodSync(state, 0o700);
  const line = "x".repeat(4_000);
  for (let at = 0; at < 400; at += 1) {
    writeDecision(state, uid, { ...record, line, directory: `/${at}` });
  }
  const sizes = ["decisions.jsonl", "decisions.old.jsonl"].map(
    (name) => statSync(`${state}/${name}`).size,
  );
  for (const size of sizes) assert.ok(size < 530_000, String(sizes));
  assert.equal(readDecisions(state, 1)[0]?.directory, "/399");
});

test("what was rotated away meanwhile is not written over", (t) => {
  const state = temporaryDirectory(t);
  chmodSync(state, 0o700);
  const written = writeDecision(state, uid, record);
  const other = "y".repeat(1_000);
  writeFileSync(`${state}/decisions.jsonl`, other, { mode: 0o600 });
  written.complete(0);
  assert.equal(readFileSync(`${state}/decisions.jsonl`, "utf8"), other);
});

test("half a line, and one that is none, spoil nothing", (t) => {
  const state = temporaryDirectory(t);
  chmodSync(state, 0o700);
  writeDecision(state, uid, record);
  appendFileSync(`${state}/decisions.jsonl`, '{"schema":"hand\n[]\nnull\n{}\n');
  writeDecision(state, uid, record);
  assert.equal(readDecisions(state, 10).length, 2);
});

test("nothing that stands in its way breaks a run, and no link is followed", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/file`, "");
  writeDecision(`${directory}/file`, uid, record).complete(0);
  writeDecision(`${directory}/file/below`, uid, record).complete(0);
  writeFileSync(`${directory}/victim`, "mine");
  mkdirSync(`${directory}/state`, { mode: 0o700 });
  symlinkSync(`${directory}/victim`, `${directory}/state/decisions.jsonl`);
  writeDecision(`${directory}/state`, uid, record).complete(0);
  assert.equal(readFileSync(`${directory}/victim`, "utf8"), "mine");
  mkdirSync(`${directory}/other/decisions.jsonl`, { recursive: true, mode: 0o700 });
  writeDecision(`${directory}/other`, uid, record).complete(0);
  assert.deepEqual(readDecisions(`${directory}/nowhere`, 5), []);
});
