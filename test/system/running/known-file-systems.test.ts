import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { type TestContext, test } from "node:test";
import { readAnswer } from "../../../src/system/running/check-text.ts";
import { isKnownFileSystem } from "../../../src/system/running/known-file-systems.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const modules = `lib/modules/${release()}`;

const everything = {
  "proc/filesystems": "nodev\ttmpfs\n\text4\n",
  "sbin/mount.nfs": "",
  "usr/sbin/mkfs.f2fs": "",
  [`${modules}/modules.dep`]: "kernel/fs/fat/vfat.ko.xz: kernel/fs/fat/fat.ko.xz\n",
  [`${modules}/modules.builtin`]: "kernel/fs/fuse/fuse.ko\n",
  [`${modules}/modules.alias`]: "# Aliases\nalias fs-iso9660 isofs\n",
};

function made(context: TestContext, files: Readonly<Record<string, string>>): string {
  const root = temporaryDirectory(context);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(`${root}/${path.replace(/\/[^/]+$/, "")}`, { recursive: true });
    writeFileSync(`${root}/${path}`, text);
  }
  return root;
}

test("a kind of file system is known when it is loaded, can be loaded or has a program", (context) => {
  const root = made(context, everything);
  for (const kind of ["tmpfs", "ext4", "nfs", "f2fs", "vfat", "fuse", "iso9660"]) {
    assert.equal(isKnownFileSystem(kind, root), true, kind);
  }
  for (const kind of ["ext5", "fat32", "vfa", "iso"]) {
    assert.equal(isKnownFileSystem(kind, root), false, kind);
  }
});

test("what the kernel could load is not known without its modules", (context) => {
  const root = made(context, { "proc/filesystems": "\text4\n" });
  assert.equal(isKnownFileSystem("ext4", root), true);
  assert.equal(isKnownFileSystem("ext5", root), undefined);
});

test("findmnt's doubt about a kind counts only where nothing knows that kind", (context) => {
  const root = made(context, everything);
  const answer = (kind: string) =>
    readAnswer(
      "fstab",
      0,
      ["/data", `   [W] ${kind} seems unsupported by the current kernel`],
      (name) => isKnownFileSystem(name, root),
    );
  assert.match(answer("ext5")?.complaint ?? "", /ext5/);
  assert.equal(answer("ext5")?.isSound, false);
  assert.equal(answer("vfat")?.isSound, true);
});
