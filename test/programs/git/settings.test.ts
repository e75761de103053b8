import assert from "node:assert/strict";
import { test } from "node:test";
import { Settings } from "../../../src/programs/git/settings.ts";

test("sections and keys know no case, and what stands between does", () => {
  const settings = new Settings("Core.AutoCRLF\ntrue\0branch.Main.remote\norigin\0alias.go\0");
  assert.equal(settings.get("core.autocrlf"), "true");
  assert.equal(settings.get("branch.Main.Remote"), "origin");
  assert.equal(settings.get("branch.main.remote"), undefined);
  assert.equal(settings.get("alias.go"), "true");
});

test("what -c gives comes last and wins", () => {
  const settings = new Settings("clean.requireforce\ntrue\0", ["clean.requireForce=false"]);
  assert.equal(settings.isOn("clean.requireforce", true), false);
  assert.equal(settings.isOn("merge.autostash", false), false);
  assert.deepEqual(new Settings("filter.x.clean\ncat\0").names("filter."), ["filter.x.clean"]);
});
