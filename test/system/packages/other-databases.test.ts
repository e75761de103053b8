import assert from "node:assert/strict";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { makeApkSource } from "../../../src/system/packages/apk-source.ts";
import { makeDpkgSource } from "../../../src/system/packages/dpkg-source.ts";
import { machineSource } from "../../../src/system/packages/machine-source.ts";
import { packageFactsFrom } from "../../../src/system/packages/package-facts.ts";
import { makePackageIndex } from "../../../src/system/packages/package-index.ts";
import { makeNeeds } from "../../../src/system/packages/package-need.ts";
import { makeRelations } from "../../../src/system/packages/package-relations.ts";
import type { PackageSource } from "../../../src/system/packages/package-source.ts";
import { makePacmanSource } from "../../../src/system/packages/pacman-source.ts";
import { makeRpmSource } from "../../../src/system/packages/rpm-source.ts";
import { recordedApk, recordedRpm, writePacmanDatabase } from "../../support/recorded-packages.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const uid = process.getuid?.() ?? 0;

/** Every database as it was recorded, in a folder of the test's own. */
function recorded(context: TestContext) {
  const root = temporaryDirectory(context);
  writePacmanDatabase(join(root, "pacman"));
  writeFileSync(join(root, "installed"), recordedApk);
  mkdirSync(join(root, "rpm"));
  writeFileSync(join(root, "rpm/rpmdb.sqlite"), "x");
  return {
    root,
    pacman: makePacmanSource(join(root, "pacman")),
    apk: makeApkSource(join(root, "installed")),
    rpm: makeRpmSource([join(root, "rpm")], recordedRpm),
  };
}

function factsOf(source: PackageSource, directory: string) {
  const index = makePackageIndex(source, { directory, uid });
  return packageFactsFrom(index, { needOf: makeNeeds(source, index), ...makeRelations(source) });
}

test("pacman: who owns what, what hangs on what, and what is needed", (context) => {
  const { pacman, root } = recorded(context);
  const facts = factsOf(pacman, root);
  assert.deepEqual(facts.owners("/usr/bin/bash"), ["bash"]);
  assert.deepEqual(facts.owners("/usr/lib32/libc.so.6"), ["lib32-glibc"]);
  assert.deepEqual(facts.owners("/etc/bash.bashrc"), ["bash"]);
  assert.deepEqual(facts.owners("/usr/bin/nosuch"), []);
  assert.deepEqual([...facts.owners("/usr")].sort(), ["bash", "glibc", "lib32-glibc"]);
  assert.deepEqual(facts.dependents?.(["glibc"]), ["base", "bash", "lib32-glibc"]);
  assert.deepEqual(facts.dependents?.(["bash"]), ["base"]);
  assert.equal(facts.isInstalled?.("sh"), true, "by the name that bash answers to");
  assert.equal(facts.isInstalled?.("zsh"), false);
  assert.equal(facts.needOf?.("glibc", [])?.severity, "critical");
  assert.equal(facts.needOf?.("base", [])?.severity, "danger");
  assert.equal(facts.needOf?.("lib32-glibc", []), undefined);
  assert.equal(facts.requirement("/usr/bin/bash")?.severity, "critical");
});

test("rpm: the same from what rpm prints", (context) => {
  const { rpm, root } = recorded(context);
  const facts = factsOf(rpm, root);
  assert.deepEqual(facts.owners("/usr/sbin/httpd"), ["httpd"]);
  assert.deepEqual(facts.owners("/usr/share/odd dir/a"), ["bash"]);
  assert.deepEqual(facts.dependents?.(["httpd-tools"]), ["httpd"]);
  assert.deepEqual([...(facts.dependents?.(["glibc"]) ?? [])].sort(), [
    "bash",
    "httpd",
    "httpd-tools",
  ]);
  assert.equal(facts.isInstalled?.("gpg-pubkey"), false, "a key is no package");
  assert.equal(facts.needOf?.("bash", [])?.severity, "critical");
  assert.equal(facts.needOf?.("httpd", []), undefined);
  assert.deepEqual(rpm.filesOf("bash").length, 3);
});

test("apk: the same from its one text", (context) => {
  const { apk, root } = recorded(context);
  const facts = factsOf(apk, root);
  assert.deepEqual(apk.filesOf("busybox"), ["/bin", "/bin/busybox", "/etc", "/etc/securetty"]);
  assert.deepEqual(facts.owners("/etc/securetty"), ["busybox"]);
  assert.deepEqual(facts.dependents?.(["musl"]), ["busybox", "alpine-base"]);
  assert.equal(facts.isInstalled?.("/bin/sh"), true);
  assert.equal(facts.needOf?.("alpine-base", [])?.severity, "danger");
  assert.equal(facts.needOf?.("musl", [])?.severity, "critical");
});

test("an index follows a package that comes or goes", (context) => {
  const { pacman, root } = recorded(context);
  const before = pacman.stamp();
  rmSync(join(root, "pacman/local/lib32-glibc-2.38-7"), { recursive: true });
  utimesSync(join(root, "pacman/local"), 1, 1);
  assert.notEqual(pacman.stamp(), before);
  assert.deepEqual(factsOf(pacman, root).owners("/usr/lib32/libc.so.6"), []);
});

test("the machine's database is the first that has anything in it", (context) => {
  const { root, pacman, apk, rpm } = recorded(context);
  const none = makeDpkgSource(join(root, "nosuch"), join(root, "nosuch"));
  assert.equal(machineSource([none, pacman, apk, rpm])?.manager, "pacman");
  assert.equal(machineSource([none, rpm])?.manager, "rpm");
  assert.equal(machineSource([none, makePacmanSource(root), apk])?.manager, "apk");
  assert.equal(machineSource([none]), undefined);
  mkdirSync(join(root, "dpkg"));
  writeFileSync(join(root, "dpkg/status"), "");
  const empty = makeDpkgSource(join(root, "dpkg"), join(root, "nosuch"));
  assert.equal(machineSource([empty, rpm])?.manager, "rpm", "dpkg is there as a tool only");
});

test("what only another system has is needed by its name there", (context) => {
  const { pacman, root } = recorded(context);
  const needOf = factsOf(pacman, root).needOf;
  assert.equal(needOf?.("sys-libs/glibc", [])?.severity, "critical");
  assert.equal(needOf?.("alpine-base", [])?.severity, "critical");
  assert.equal(needOf?.("kernel-core.x86_64", [])?.severity, "danger");
  assert.equal(needOf?.("htop", []), undefined);
});
