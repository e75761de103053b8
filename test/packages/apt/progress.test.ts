import assert from "node:assert/strict";
import { test } from "node:test";
import { readProgress } from "../../../src/packages/apt/progress.ts";

test("fetching is the first half, dpkg's work the second", () => {
  assert.deepEqual(readProgress("dlstatus:2:50.0000:Retrieving file 2 of 3 (4s remaining)"), {
    kind: "progress",
    percent: 25,
    what: "fetching file 2 of 3",
  });
  assert.deepEqual(readProgress("pmstatus:cowsay:40.0000:Unpacking cowsay (amd64)"), {
    kind: "progress",
    percent: 70,
    what: "unpacking cowsay",
  });
});

test("names may hold colons, words may hold anything", () => {
  const read = readProgress("pmstatus:libc6:i386:10.0:Configuring libc6:i386 \u001b[1m");
  assert.deepEqual(read, {
    kind: "progress",
    percent: 55,
    what: "configuring libc6:i386 \\x1b[1m",
  });
});

test("a failure and a configuration file are told apart; other lines are nothing", () => {
  assert.deepEqual(readProgress("pmerror:limping:60.0:script failed"), {
    kind: "failed",
    name: "limping",
    sentence: "script failed.",
  });
  assert.deepEqual(
    readProgress("pmconffile:/etc/a.conf:50.0:'/etc/a.conf' '/etc/a.conf.dpkg-new' 1 1"),
    { kind: "configuration", path: "/etc/a.conf", from: "/etc/a.conf.dpkg-new" },
  );
  assert.equal(readProgress("Reading database ..."), undefined);
});
