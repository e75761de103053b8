import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CheckUpItem } from "../../../src/domain/check-up.ts";
import type { DiskSpace, Probed, RootLogin } from "../../../src/domain/check-up-facts.ts";
import { judgeAccounts } from "../../../src/tasks/check-up/accounts.ts";
import { judgeDisk } from "../../../src/tasks/check-up/disk.ts";
import { judgeIdentity } from "../../../src/tasks/check-up/identity.ts";
import { judgeKept } from "../../../src/tasks/check-up/kept.ts";
import { judgePackagedPermissions } from "../../../src/tasks/check-up/packaged-permissions.ts";
import { judgePackages } from "../../../src/tasks/check-up/packages.ts";
import { judgePrivateKeys } from "../../../src/tasks/check-up/private-keys.ts";
import { judgeRestarts } from "../../../src/tasks/check-up/restarts.ts";
import { judgeRootLogin } from "../../../src/tasks/check-up/root-login.ts";
import { judgeRuns } from "../../../src/tasks/check-up/runs.ts";
import { judgeSetId } from "../../../src/tasks/check-up/set-id.ts";
import { judgeSources } from "../../../src/tasks/check-up/sources.ts";
import { judgeSystemFiles } from "../../../src/tasks/check-up/system-files.ts";
import { judgeUpdates } from "../../../src/tasks/check-up/updates.ts";
import { judgeWorldWritable } from "../../../src/tasks/check-up/world-writable.ts";

function known<Facts>(facts: Facts, isPartial = false): Probed<Facts> {
  return { kind: "known", facts, ...(isPartial ? { isPartial } : {}) };
}

/** `danger: summary`. */
function line({ condition, summary }: CheckUpItem): string {
  return `${condition}: ${summary}`;
}

const day = 24 * 60 * 60;

suite("what is kept for undo", () => {
  const limits = { days: 30, gigabytes: 20, freePercent: 5, copyGigabytes: 1 };
  const room = {
    bytes: 3_100_000_000,
    entries: 12,
    free: 900_000_000,
    isShort: false,
    oldest: "2026-11-01T10:00:00.000Z",
  };

  test("tells its size, since when and until when", () => {
    const item = judgeKept(room, limits);
    assert.equal(line(item), "ok: 3.1 GB kept for undo");
    assert.match(item.details.join("\n"), /12 entries, the oldest of 2026-11-01; 900 MB free/);
    assert.match(item.details.join("\n"), /after 30 days.*20 GB.*5 %.*none within a day/);
  });

  test("is a caution where its disk is nearly full", () => {
    const item = judgeKept({ ...room, isShort: true }, limits);
    assert.equal(line(item), "caution: 3.1 GB kept for undo on a disk that is nearly full");
    assert.match(item.details.join("\n"), /--no-undo/);
    assert.equal(item.mending?.task, "history");
  });

  test("is nothing where nothing is kept", () => {
    const item = judgeKept({ bytes: 0, entries: 0, free: 5, isShort: true }, limits);
    assert.equal(line(item), "ok: nothing is kept for undo");
  });
});

suite("updates", () => {
  const security = { name: "a", before: "1", after: "2", isSecurity: true };
  const other = { name: "b", before: "1", after: "2", isSecurity: false };

  test("those for security are dangerous to leave, and come first", () => {
    const item = judgeUpdates(
      known({ changes: [other, security], keptBack: ["c"], listsAge: day }),
    );
    assert.equal(line(item), "danger: 1 security update is waiting, 2 updates in all");
    assert.deepEqual(item.mending?.answers, { scope: "security" });
    assert.match(item.details[1] ?? "", /^a {2}1 -> 2 {2}security$/);
    assert.match(item.details[3] ?? "", /^c: kept back/);
  });

  test("none may also mean that nobody asked", () => {
    const fresh = judgeUpdates(known({ changes: [], keptBack: [], listsAge: 60 }));
    assert.equal(line(fresh), "ok: no updates are waiting");
    const old = judgeUpdates(known({ changes: [], keptBack: [], listsAge: 31.4 * day }));
    assert.equal(line(old), "caution: no updates are known, but the lists are 31 days old");
    assert.equal(old.mending?.task, "refresh");
    const never = judgeUpdates(known({ changes: [], keptBack: [] }));
    assert.match(line(never), /the lists were never fetched$/);
  });

  test("no plan is said so, with the reason", () => {
    const item = judgeUpdates({ kind: "unknown", reason: "The lists are broken." });
    assert.equal(line(item), "unknown: updates: not looked at");
    assert.deepEqual(item.details, ["The lists are broken."]);
  });
});

suite("restarts", () => {
  test("services can be restarted here, a person's own programs cannot", () => {
    const ssh = { name: "sshd", unit: "ssh.service", processes: 2 };
    const own = { name: "bash", processes: 1 };
    const item = judgeRestarts(known({ programs: [ssh, own] }));
    assert.equal(line(item), "caution: 2 programs still run an old version (ssh and bash)");
    assert.deepEqual(item.mending?.answers, { units: ["ssh.service"] });
    const only = judgeRestarts(known({ programs: [own] }));
    assert.equal(line(only), "note: 1 program still runs an old version (bash)");
    assert.equal(only.mending, undefined);
  });

  test("a reboot restarts all of them", () => {
    const reboot = { kind: "newer-kernel", running: "1", newest: "2" } as const;
    const item = judgeRestarts(known({ programs: [], reboot }));
    assert.equal(line(item), "caution: the machine waits to be started anew");
    assert.match(item.details[0] ?? "", /^The kernel 1 runs; 2 is installed\.$/);
  });

  test("what was closed is not called fine", () => {
    const item = judgeRestarts(known({ programs: [] }, true));
    assert.equal(line(item), "ok: nothing runs an old version, as far as you may look");
    assert.equal(item.needs, "root");
  });
});

suite("disk", () => {
  const gigabyte = 1e9;
  const disk = (more: Partial<DiskSpace>): DiskSpace => ({
    path: "/",
    size: 100 * gigabyte,
    used: 40 * gigabyte,
    available: 60 * gigabyte,
    ...more,
  });
  const lineFor = (...places: DiskSpace[]) => line(judgeDisk(known(places)));

  test("percentages are those of df", () => {
    assert.equal(lineFor(disk({})), "ok: disk: / 40 % full");
    assert.equal(
      lineFor(disk({ used: 40 * gigabyte, available: 40 * gigabyte })),
      "ok: disk: / 50 % full",
    );
  });

  test("a large disk is full at a few gigabytes, a small one at a part of it", () => {
    assert.match(lineFor(disk({ available: 4.9 * gigabyte })), /^caution: .*\/, 4\.9 GB left$/);
    assert.match(lineFor(disk({ available: 0.9 * gigabyte })), /^danger: .*\/, 900 MB left$/);
    assert.match(lineFor(disk({ size: 1e13, available: 2e11 })), /^ok: /);
    const firmware = disk({ path: "/boot/efi", size: 1e8, used: 9e7, available: 1e7 });
    assert.match(lineFor(disk({}), firmware), /^ok: /);
  });

  test("/boot must take one more kernel, and files can run out before space does", () => {
    const boot = disk({ path: "/boot", size: 5e8, available: 6e7, kernelSize: 8e7 });
    assert.match(
      lineFor(disk({}), boot),
      /^caution: .*\/boot, 60 MB left, and one more kernel takes 80 MB$/,
    );
    assert.match(lineFor(disk({ files: 1000, freeFiles: 0 })), /^danger: .*few more files/);
    assert.match(lineFor(disk({ files: 1000, freeFiles: 900 })), /^ok: /);
  });
});

test("packages that are half installed, and dpkg cut off", () => {
  const half = { name: "cowsay", state: "half-configured", isBroken: false };
  const item = judgePackages(known({ halfDone: [half], isInterrupted: false, audit: [] }));
  assert.equal(line(item), "caution: 1 package is half installed (cowsay)");
  assert.equal(item.mending?.task, "configure-packages");
  const broken = judgePackages(
    known({ halfDone: [{ ...half, isBroken: true }], isInterrupted: false, audit: [] }),
  );
  assert.equal(broken.condition, "danger");
  const cut = judgePackages(known({ halfDone: [], isInterrupted: true, audit: [] }));
  assert.equal(line(cut), "danger: a run of the package manager was cut off");
  const whole = judgePackages(known({ halfDone: [], isInterrupted: false, audit: [] }));
  assert.equal(whole.condition, "ok");
});

test("changed configuration and documentation left out are no fault of the system", () => {
  const file = { problem: "changed", isConfiguration: false, isIdle: false } as const;
  const quiet = [
    { ...file, path: "/etc/issue", isConfiguration: true },
    { ...file, path: "/usr/share/doc/a", problem: "missing", isIdle: true } as const,
  ];
  const fine = judgeSystemFiles(known({ altered: quiet }));
  assert.equal(fine.condition, "ok");
  assert.equal(fine.details.length, 2);
  const library = { ...file, path: "/usr/lib/a" };
  assert.equal(
    line(judgeSystemFiles(known({ altered: [...quiet, library] }))),
    "caution: 1 file of the system changed or missing",
  );
  const needed = { ...file, path: "/usr/bin/bash", neededFor: "to run commands" };
  const bad = judgeSystemFiles(known({ altered: [library, needed] }));
  assert.equal(line(bad), "danger: 2 files of the system changed or missing, 1 of them needed");
  assert.match(bad.details[1] ?? "", /^\/usr\/bin\/bash {2}changed, needed to run commands$/);
});

test("permissions: what was compared is told from what was not", () => {
  const base = {
    changed: [],
    installed: 10,
    compared: 10,
    withoutArchive: [],
    waiting: 0,
    setByScripts: 0,
  };
  assert.equal(judgePackagedPermissions(known(base)).condition, "ok");
  const part = judgePackagedPermissions(
    known({ ...base, compared: 4, withoutArchive: ["a"], waiting: 5 }),
  );
  assert.equal(
    line(part),
    "note: permissions are as packaged in 4 of 10 packages; the others are not verified",
  );
  const none = judgePackagedPermissions(known({ ...base, compared: 0, withoutArchive: ["a"] }));
  assert.equal(line(none), "unknown: permissions of the system's files: not verified");
  const access = { owner: "root", group: "root" };
  const change = (now: number, packaged: number) => ({
    path: "/usr/bin/a",
    package: "a",
    now: { ...access, mode: now },
    packaged: { ...access, mode: packaged },
  });
  const opened = judgePackagedPermissions(known({ ...base, changed: [change(0o757, 0o755)] }));
  assert.equal(line(opened), "danger: 1 file of the system has other permissions than packaged");
  assert.equal(opened.details[0], "/usr/bin/a  0757 root:root, 0755 root:root by a");
  assert.deepEqual(opened.mending?.answers, {
    path: "/usr/bin/a",
    recursive: false,
    mode: "0755",
  });
  const closed = judgePackagedPermissions(known({ ...base, changed: [change(0o644, 0o755)] }));
  assert.equal(closed.condition, "caution");
});

test("private keys for everybody are worse than those for a group", () => {
  const key = { path: "/k", mode: 0o644, owner: "ann", readers: "everybody" };
  assert.equal(
    line(judgePrivateKeys(known([{ ...key, path: "/g", readers: "users" }, key]))),
    "danger: 1 private key can be read by everybody here",
  );
  assert.equal(
    line(judgePrivateKeys(known([{ ...key, readers: "users" }]))),
    "caution: 1 private key can be read by the group users",
  );
  assert.equal(judgePrivateKeys(known([])).condition, "ok");
});

test("sticky directories and sockets are meant for everybody", () => {
  const file = { uid: 0, gid: 0 };
  const quiet = [
    { ...file, path: "/var/tmp", type: "directory", mode: 0o1777 },
    { ...file, path: "/var/s", type: "other", mode: 0o777 },
    { ...file, path: "/usr/bin/su", type: "file", mode: 0o4755 },
  ] as const;
  assert.equal(judgeWorldWritable(known(quiet)).condition, "ok");
  const open = { ...file, path: "/etc/x", type: "directory", mode: 0o777 } as const;
  const item = judgeWorldWritable(known([...quiet, open]));
  assert.equal(line(item), "danger: anybody on this machine can change /etc/x");
});

test("set-id programs of root's are worse than those of a group", () => {
  const program = { path: "/a", mode: 0o4755, owner: "root", group: "root", isInUsersPlace: true };
  assert.equal(
    line(judgeSetId(known([{ ...program, path: "/b", owner: "ann" }, program]))),
    "danger: 1 program that no package owns runs as root: /a",
  );
  assert.equal(
    judgeSetId(known([{ ...program, mode: 0o2755, group: "tty" }])).condition,
    "caution",
  );
  assert.equal(judgeSetId(known([])).condition, "ok");
});

test("accounts without a password or equal to root", () => {
  const none = { equalToRoot: [], withoutPassword: [], rootGroups: [] };
  assert.equal(judgeAccounts(known(none)).condition, "ok");
  assert.equal(
    line(judgeAccounts(known({ ...none, equalToRoot: ["toor"], withoutPassword: ["ann", "eve"] }))),
    "danger: 2 accounts without a password (ann and eve) and 1 account equal to root (toor)",
  );
  const hidden = judgeAccounts(known({ ...none, withoutPassword: undefined }, true));
  assert.equal(hidden.condition, "note");
  assert.match(hidden.summary, /passwords are closed to you$/);
  const docker = { ...none, rootGroups: [{ group: "docker", members: ["ann"] }] };
  assert.equal(judgeAccounts(known(docker)).condition, "note");
});

test("root over ssh, by what is in force", () => {
  const base: RootLogin = {
    isInstalled: true,
    permitRootLogin: "yes",
    passwordAuthentication: true,
    permitEmptyPasswords: false,
    source: "server",
    place: "/etc/ssh/sshd_config:7",
  };
  const conditionOf = (more: Partial<RootLogin>) =>
    judgeRootLogin(known({ ...base, ...more })).condition;
  assert.equal(
    line(judgeRootLogin(known(base))),
    "danger: root can log in over ssh with a password",
  );
  assert.match(judgeRootLogin(known(base)).details[0] ?? "", /set in \/etc\/ssh\/sshd_config:7/);
  assert.equal(conditionOf({ passwordAuthentication: false }), "caution");
  assert.equal(conditionOf({ permitRootLogin: "prohibit-password" }), "ok");
  assert.equal(conditionOf({ permitRootLogin: "forced-commands-only" }), "ok");
  assert.equal(conditionOf({ permitRootLogin: "no" }), "ok");
  assert.equal(conditionOf({ permitRootLogin: "no", permitEmptyPasswords: true }), "danger");
  assert.equal(conditionOf({ isInstalled: false }), "ok");
});

test("sources without signatures, and being root", () => {
  const weak = {
    name: "http://x y",
    file: "/etc/apt/sources.list",
    why: "trusted",
    isSigned: false,
  } as const;
  const item = judgeSources(known({ count: 3, weak: [weak] }));
  assert.equal(line(item), "danger: 1 source of packages is trusted without a signature");
  assert.match(item.details[1] ?? "", /trusted=yes.*\/etc\/apt\/sources\.list/);
  assert.equal(judgeIdentity({ isRoot: true, loginName: "ann" }).condition, "caution");
  assert.equal(
    line(judgeIdentity({ isRoot: false, loginName: "ann" })),
    "ok: you are ann, not root",
  );
});

test("runs that nobody has seen the end of", () => {
  const run = {
    id: "0abc",
    title: "Install cowsay",
    time: "2026-11-22T20:00:00Z",
    state: "running",
    isRoot: true,
    isSeen: false,
  } as const;
  assert.equal(line(judgeRuns([run])), "note: 1 run of handrail still goes on");
  const failed = { ...run, state: "ended", result: "failed" } as const;
  assert.equal(
    line(judgeRuns([run, failed])),
    "caution: 1 run of handrail ended before all was done",
  );
  assert.equal(judgeRuns([{ ...run, state: "cut-off" }]).condition, "caution");
  assert.equal(judgeRuns([{ ...failed, isSeen: true }]).condition, "ok");
  assert.equal(judgeRuns([{ ...run, state: "ended", result: "done" }]).condition, "ok");
});
