import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canBePackaged,
  hasPassingName,
  homeAbove,
  isHomeFolder,
  isPassing,
  isRebuilt,
  isRotatedLog,
} from "../../../src/guards/common/places.ts";
import { fixtureMachine } from "../../support/fixture-machine.ts";

const { facts } = fixtureMachine("user");

test("what lies in /tmp passes, apart from where somebody works", () => {
  assert.ok(isPassing("/tmp/a/b", "/home/ann", facts));
  assert.ok(isPassing("/tmp/a", "/tmp", facts));
  assert.ok(isPassing("/tmp/other", "/tmp/work", facts));
  assert.ok(!isPassing("/tmp/work/a", "/tmp/work", facts));
  assert.ok(!isPassing("/tmp", "/home/ann", facts));
  assert.ok(!isPassing("/tmpfiles/a", "/home/ann", facts));
});

test("caches pass, settings do not", () => {
  assert.ok(isPassing("/home/bob/.cache/x/y", "/home/ann", facts));
  assert.ok(isPassing("/root/.cache/x", "/home/ann", facts));
  assert.ok(!isPassing("/home/ann/.config/x", "/home/ann", facts));
  assert.ok(!isPassing("/home/ann/.cached", "/home/ann", facts));
});

test("names tell of swap and backup files", () => {
  for (const name of ["a~", ".a.swp", "a.bak", "#a#", "a.o", "core.123"]) {
    assert.ok(hasPassingName(`/home/ann/${name}`), name);
  }
  for (const name of ["a", "swap", "bak", "a.old", "core", "tmp"]) {
    assert.ok(!hasPassingName(`/home/ann/${name}`), name);
  }
});

test("tools fill some folders again", () => {
  assert.ok(isRebuilt("/home/ann/web/node_modules/a"));
  assert.ok(!isRebuilt("/home/ann/node_modules_old"));
  assert.ok(isRotatedLog("/var/log/syslog.2.gz") && isRotatedLog("/var/log/app/x.log.1"));
  assert.ok(!isRotatedLog("/var/log/syslog") && !isRotatedLog("/home/ann/a.gz"));
});

test("homes and their folders", () => {
  assert.equal(homeAbove("/home/bob/x/y", facts), "/home/bob");
  assert.equal(homeAbove("/root/x", facts), "/root");
  assert.equal(homeAbove("/srv/x", facts), undefined);
  assert.ok(isHomeFolder("/home/ann/Documents", facts));
  assert.ok(!isHomeFolder("/home/ann/Documents/a", facts) && !isHomeFolder("/home/ann", facts));
});

test("only some of the tree can belong to packages", () => {
  for (const path of ["/", "/usr", "/usr/x", "/etc/x", "/lib64/x"]) assert.ok(canBePackaged(path));
  for (const path of ["/home/usr", "/tmp", "/usrx", "/srv/x"]) assert.ok(!canBePackaged(path));
});
