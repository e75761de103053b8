import assert from "node:assert/strict";
import { test } from "node:test";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

test("the disk before is the one that the line finds", () => {
  const { before } = foreseeThere("echo x > new.txt; rm -f letter.txt", "user");
  assert.equal(before?.status("/home/ann/new.txt"), undefined);
  assert.equal(before?.status("/home/ann/letter.txt")?.type, "file");
});

test("who may use a path is told by the caller's own rights, and by those of one group more", () => {
  const { before } = foreseeThere("true", "user");
  assert.equal(before?.isOpenTo("/etc/hosts", ["read"]), true);
  assert.equal(before?.isOpenTo("/etc/hosts", ["read", "write"]), false);
  assert.equal(before?.isOpenTo("/var/log/auth.log", ["read"]), false);
  assert.equal(before?.isOpenTo("/var/log/auth.log", ["read"], 4), true);
  // Seen with root's eyes, though nobody else gets there.
  assert.equal(before?.status("/etc/shadow")?.gid, 42);
  assert.ok(fixtureMachine("user").facts.caller.identity.uid !== 0);
});
