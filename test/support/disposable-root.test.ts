import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "./disposable-root.ts";
import { skipUnless } from "./need.ts";

const skip = skipUnless({ root: true, tools: ["unshare", "nsenter", "sudo"] });
let root: DisposableRoot;
before(async () => {
  if (skip === false) root = await openDisposableRoot();
});
after(() => root?.close());

test("what is written there is not written here", { skip }, () => {
  root.do("rm /etc/hostname; echo x > /etc/handrail-was-here; rm -rf /usr/share/doc");
  assert.equal(root.run(["ls", "/usr/share/doc"]).status, 2);
  assert.ok(existsSync("/etc/hostname") && existsSync("/usr/share/doc"));
  assert.ok(!existsSync("/etc/handrail-was-here"));
});

test("ann becomes root with her password, and not without", { skip }, () => {
  const whoAmI = ["sudo", "-S", "-p", "", "id", "-un"];
  assert.equal(root.run(whoAmI, { as: "ann", input: "secret\n" }).output, "root\n");
  root.do("sudo -K", { as: "ann" });
  assert.notEqual(root.run(whoAmI, { as: "ann", input: "wrong\n" }).status, 0);
});

test("there is no network but loopback, and no disk", { skip }, () => {
  assert.equal(root.do("tail -n +3 /proc/net/dev | cut -d: -f1").trim(), "lo");
  assert.equal(root.run(["find", "/dev", "-type", "b"]).output, "");
});

test("packages can be removed and added", { skip }, () => {
  root.do("dpkg --remove --force-depends file");
  assert.equal(root.run(["test", "-e", "/usr/bin/file"]).status, 1);
  assert.ok(existsSync("/usr/bin/file"));
});
