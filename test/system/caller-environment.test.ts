import assert from "node:assert/strict";
import { test } from "node:test";
import { restoreCallerEnvironment } from "../../src/system/caller-environment.ts";

function restore(...own: readonly string[]): readonly string[] {
  return restoreCallerEnvironment(own);
}

test("only what the launcher kept is given back", () => {
  const kept = "HANDRAIL_CALLER_ENVIRONMENT_0=A=1\nNODE_OPTIONS=--inspect\nEMPTY=";
  assert.deepEqual(restore("SHLVL=0", kept), ["A=1", "NODE_OPTIONS=--inspect", "EMPTY="]);
});

test("newlines, backslashes and bytes that are no text come back", () => {
  const kept = "HANDRAIL_CALLER_ENVIRONMENT_0=A=x\\\\n\\ny\nB=\xff\xfe\\\\";
  assert.deepEqual(restore(kept), ["A=x\\n\ny", "B=\xff\xfe\\"]);
});

test("parts are joined in the order of their numbers", () => {
  const parts = Array.from({ length: 12 }, (_, at) => `HANDRAIL_CALLER_ENVIRONMENT_${at}=${at}.`);
  assert.deepEqual(restore(...parts.toReversed()), ["0.1.2.3.4.5.6.7.8.9.10.11."]);
});

test("an empty environment stays empty", () => {
  assert.deepEqual(restore("PWD=/", "HANDRAIL_CALLER_ENVIRONMENT_0="), []);
});

test("without a launcher our own environment is the caller's", () => {
  assert.deepEqual(restore("A=1", "NODE_OPTIONS=x"), ["A=1", "NODE_OPTIONS=x"]);
});
