import assert from "node:assert/strict";
import { release } from "node:os";
import { test } from "node:test";
import { areaOf } from "../../../src/system/packages/file-areas.ts";
import { needs } from "../../../src/system/packages/index-layout.ts";
import { knownRequirement } from "../../../src/system/packages/known-places.ts";
import { requirementOf } from "../../../src/system/packages/requirement.ts";

test("the hierarchy, the accounts and the way in are known without packages", () => {
  const critical = [
    "/",
    "/usr",
    "/etc",
    "/bin",
    "/lib",
    "/lib64",
    "/sbin",
    "/boot",
    "/var",
    "/dev",
    "/proc",
    "/sys",
    "/run",
    "/etc/passwd",
    "/etc/shadow",
    "/etc/group",
    "/etc/pam.d",
    "/etc/pam.d/common-auth",
    "/boot/grub/grub.cfg",
    `/boot/vmlinuz-${release()}`,
    `/usr/lib/modules/${release()}/kernel`,
    "/lib/modules",
    "/var/lib/dpkg",
  ];
  for (const path of critical) assert.equal(knownRequirement(path)?.severity, "critical", path);
  for (const path of [
    "/home",
    "/root",
    "/opt",
    "/srv",
    "/tmp",
    "/boot/vmlinuz-1.2.3-old",
    "/etc/fstab",
    "/etc/sudoers",
    "/etc/ssh/sshd_config",
    "/etc/nsswitch.conf",
    "/etc/pam.d/cron",
    "/etc/sudoers.d/x",
  ]) {
    assert.equal(knownRequirement(path)?.severity, "danger", path);
  }
  for (const path of [
    "/home/ann",
    "/srv/www",
    "/tmp/x",
    "/etc/motd",
    "/usr/local/x",
    "/mnt",
    "/x",
  ]) {
    assert.equal(knownRequirement(path), undefined, path);
  }
});

test("a file is as needed as its package, its purpose is the package's", () => {
  const file = (owner: string, need: number) => ({ owners: [owner], need });
  assert.deepEqual(requirementOf("/usr/lib/x/libc.so.6", file("libc6", needs.critical)), {
    severity: "critical",
    purpose: "by every program",
    package: "libc6",
  });
  assert.deepEqual(requirementOf("/usr/bin/sudo", file("sudo", needs.required)), {
    severity: "danger",
    purpose: "to become root",
    package: "sudo",
  });
  assert.equal(
    requirementOf("/usr/bin/cowsay", file("cowsay", needs.none))?.purpose,
    "by the package cowsay",
  );
  assert.equal(requirementOf("/usr/share/cows/x.cow", file("cowsay", needs.none)), undefined);
  assert.equal(requirementOf("/usr/bin/own", undefined), undefined);
});

test("a directory is as needed as the most needed file below", () => {
  const directory = (files: number, requiredFiles: number, criticalFiles: number) => ({
    owners: ["one", "two"],
    need: 0,
    below: { files, packages: 2, requiredFiles, criticalFiles },
  });
  assert.equal(requirementOf("/usr/lib/x", directory(9, 5, 1))?.severity, "critical");
  assert.equal(requirementOf("/usr/share/x", directory(9, 5, 0))?.severity, "danger");
  assert.equal(requirementOf("/usr/lib/x", directory(9, 0, 0))?.purpose, "by 2 packages");
  assert.equal(requirementOf("/usr/share/x", directory(9, 0, 0)), undefined);
  assert.equal(requirementOf("/usr/lib/x", directory(0, 0, 0)), undefined);
});

test("documentation, caches and logs are needed by nothing", () => {
  for (const path of ["/usr/share/doc/x", "/usr/share/man", "/var/cache/apt", "/var/log", "/tmp"]) {
    assert.equal(areaOf(path), "idle", path);
  }
  for (const path of ["/usr/bin", "/usr/lib/x/y", "/sbin", "/lib64", "/usr/libexec", "/boot"]) {
    assert.equal(areaOf(path), "programs", path);
  }
  for (const path of ["/etc", "/usr/share/documents", "/usr/share/perl", "/var/lib/x", "/libx"]) {
    assert.equal(areaOf(path), "other", path);
  }
});
