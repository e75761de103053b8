import assert from "node:assert/strict";
import { test } from "node:test";
import { readAction } from "../../src/domain/read-action.ts";

const mode = { kind: "change-mode", path: "/srv/a", mode: "644", isRecursive: false };
const owner = { kind: "change-owner", path: "/srv/a", owner: "ann", isRecursive: true };
const list = {
  kind: "change-acl",
  path: "/srv/a",
  set: ["u:www-data:rX"],
  remove: [],
  withDefaults: false,
  isRecursive: true,
};
const packages = { kind: "packages", operation: "install", packages: ["nginx=1.22.1-9"] };

test("what is of the closed set passes", () => {
  for (const action of [
    mode,
    { ...mode, mode: "u=rwX,go-w", isRecursive: true, only: "files" },
    owner,
    { kind: "change-owner", path: "/", group: "www-data", isRecursive: false },
    list,
    { ...list, set: [], remove: ["g:dev", "d:u:ann"] },
    packages,
    {
      ...packages,
      packages: ["g++", "libc6:i386=2.36-9+deb12u9"],
      automatic: ["libc6:i386=2.36-9"],
    },
    { kind: "packages", operation: "upgrade", packages: [] },
    { kind: "refresh-packages" },
    { kind: "take-configuration", path: "/etc/a", from: "/etc/a.dpkg-dist" },
    { kind: "service", unit: "getty@tty1.service", operation: "restart" },
    { kind: "set-level", user: "ann", level: "expert" },
    { kind: "clear-level", user: "ann", parts: 1 },
    { kind: "lock-account", user: "eve", scope: "whole" },
    {
      kind: "ssh-login",
      setting: "PermitRootLogin",
      value: "no",
      place: "drop-in",
      isRunning: true,
    },
    {
      kind: "edit-source",
      file: "/etc/apt/sources.list.d/a.list",
      edit: "switch-off",
      lines: [1, 7],
    },
    { kind: "undo-entry", entry: "0tv4bx0" },
    { kind: "undo-entry", entry: "0tv4bx0", leave: ["/etc/a"], replace: ["/srv/b c"] },
  ]) {
    assert.deepEqual(readAction(action), action);
  }
});

test("what is added to it is left out", () => {
  assert.deepEqual(readAction({ ...mode, argv: ["id"] }), mode);
});

test("nothing else passes", () => {
  for (const action of [
    undefined,
    null,
    "change-mode",
    [],
    { kind: "run", argv: ["id"] },
    { ...mode, path: "srv/a" },
    { ...mode, path: "/srv/../etc" },
    { ...mode, path: "/srv/a/" },
    { ...mode, path: "/srv//a" },
    { ...mode, path: "/srv/a\0b" },
    { ...mode, mode: "--reference=/etc/passwd" },
    { ...mode, mode: "644 /etc/shadow" },
    { ...mode, mode: "" },
    { ...mode, isRecursive: "yes" },
    { ...mode, only: "links" },
    { ...owner, owner: "-R" },
    { ...owner, owner: "ann:root" },
    { ...owner, owner: undefined },
    { ...list, set: ["u:ann:rw,o::rwx"] },
    { ...list, set: ["--set-file=/etc/shadow"] },
    { ...list, set: [] },
    { ...packages, packages: [] },
    { ...packages, packages: ["-o=Dpkg::Pre-Invoke::=id"] },
    { ...packages, packages: ["nginx-"] },
    { ...packages, packages: ["nginx/unstable"] },
    { ...packages, packages: ["/tmp/evil.deb"] },
    { ...packages, packages: ["Nginx"] },
    { ...packages, operation: "source" },
    { ...packages, automatic: ["--simulate"] },
    { kind: "take-configuration", path: "/etc/shadow", from: "/home/ann/shadow" },
    { kind: "take-configuration", path: "/etc/a", from: "/tmp/a.dpkg-dist" },
    { kind: "service", unit: "--force", operation: "stop" },
    { kind: "service", unit: "ssh", operation: "mask" },
    { kind: "service", unit: "../ssh", operation: "stop" },
    { kind: "set-level", user: "ann", level: "master" },
    { kind: "clear-level", user: "ann", parts: 6 },
    { kind: "clear-level", user: "-c", parts: 1 },
    { kind: "clear-level", user: "ann", parts: "1" },
    { kind: "lock-account", user: "root", scope: "whole" },
    { kind: "lock-account", user: "-eve", scope: "whole" },
    { kind: "lock-account", user: "eve", scope: "deleted" },
    {
      kind: "ssh-login",
      setting: "PermitRootLogin",
      value: "yes",
      place: "drop-in",
      isRunning: true,
    },
    {
      kind: "ssh-login",
      setting: "AuthorizedKeysCommand",
      value: "no",
      place: "drop-in",
      isRunning: true,
    },
    {
      kind: "ssh-login",
      setting: "PermitRootLogin",
      value: "no",
      place: "/etc/passwd",
      isRunning: true,
    },
    { kind: "edit-source", file: "/etc/passwd", edit: "switch-off", lines: [1] },
    {
      kind: "edit-source",
      file: "/etc/apt/sources.list.d/../../a.list",
      edit: "switch-off",
      lines: [1],
    },
    {
      kind: "edit-source",
      file: "/etc/apt/sources.list",
      edit: "switch-off",
      lines: ["1w /etc/x"],
    },
    { kind: "edit-source", file: "/etc/apt/sources.list", edit: "switch-off", lines: [0] },
    { kind: "edit-source", file: "/etc/apt/sources.list", edit: "add", lines: [1] },
    { kind: "undo-entry", entry: "../../x" },
    { kind: "undo-entry", entry: "0tv4bx0", leave: ["etc/a"] },
    { kind: "undo-entry", entry: "0tv4bx0", replace: ["/etc/../a"] },
  ]) {
    assert.equal(readAction(action), undefined, JSON.stringify(action));
  }
});
