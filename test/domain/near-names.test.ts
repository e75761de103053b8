import assert from "node:assert/strict";
import { test } from "node:test";
import { nearNames } from "../../src/domain/near-names.ts";

const names = ["nginx", "afnix", "cowsay", "postgresql", "python3-requests", "vim", "vi", "git"];

test("a slip of the fingers leads to the name", () => {
  assert.deepEqual(nearNames("ngnix", names), ["nginx"]);
  assert.deepEqual(nearNames("cowsya", names), ["cowsay"]);
  assert.deepEqual(nearNames("COWSAY", names), ["cowsay"]);
});

test("so does a part of a name", () => {
  assert.deepEqual(nearNames("postgres", names), ["postgresql"]);
  assert.deepEqual(nearNames("requests", names), ["python3-requests"]);
});

test("what is like nothing leads nowhere", () => {
  assert.deepEqual(nearNames("quux", names), []);
  assert.deepEqual(nearNames("gti", names), ["git"]);
});
