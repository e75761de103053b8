import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettingChange } from "../../src/cli/setting-words.ts";

function allowed(...reason: readonly string[]) {
  const words = ["allow", "scratch", "until", "2999-12-31", "because", ...reason];
  const read = readSettingChange(words, "/home/ann");
  return read.kind === "allow" ? read.allowance : read;
}

const base = { path: "/home/ann/scratch", until: "2999-12-31" };

test("a reason is typed as one speaks, with quotes or without", () => {
  assert.deepEqual(allowed("test data"), { ...base, reason: "test data" });
  assert.deepEqual(allowed("test", "data"), { ...base, reason: "test data" });
  assert.deepEqual(allowed("data", "for", "tests"), { ...base, reason: "data for tests" });
});

test("guards behind it are none of its words", () => {
  const guards = ["deletes-own-files", "overwrites-files"];
  const read = { ...base, reason: "test data", guards };
  assert.deepEqual(allowed("test", "data", "for", guards.join(",")), read);
  assert.deepEqual(allowed("x", "for", "nonsense,root-shell"), {
    kind: "usage",
    message: "there is no guard nonsense; handrail guards lists them",
  });
});
