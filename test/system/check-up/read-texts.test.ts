import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseAccess } from "../../../src/system/check-up/account-access.ts";
import { hasReplacedCode, unitIn } from "../../../src/system/check-up/due-restarts.ts";
import { parseAudit, parseHalfDone } from "../../../src/system/check-up/package-health.ts";
import { parseServerSettings } from "../../../src/system/check-up/root-login.ts";
import { parseDeb822, parseOneLine } from "../../../src/system/check-up/source-entries.ts";
import { parseVerification } from "../../../src/system/check-up/system-files.ts";
import { parseFound } from "../../../src/system/check-up/unusual-files.ts";

suite("dpkg --verify", () => {
  test("nine signs or a word, a mark and the path", () => {
    const text = [
      "??5??????   /usr/bin/with a blank",
      "??5?????? c /etc/issue",
      "missing     /usr/share/doc/bash/README",
      "missing   c /etc/debuginfod/elfutils.urls",
      "????????? c /etc/sudoers",
      "missing     /var/lib/polkit-1/localauthority (Permission denied)",
      "",
    ].join("\n");
    const found = parseVerification(text).map(
      ({ path, problem, isConfiguration, isIdle }) =>
        `${path} ${problem}${isConfiguration ? " configuration" : ""}${isIdle ? " idle" : ""}`,
    );
    assert.deepEqual(found, [
      "/usr/bin/with a blank changed",
      "/etc/issue changed configuration",
      "/usr/share/doc/bash/README missing idle",
      "/etc/debuginfod/elfutils.urls missing configuration",
      "/etc/sudoers unreadable configuration",
      "/var/lib/polkit-1/localauthority unreadable",
    ]);
  });
});

suite("dpkg's status and audit", () => {
  test("whole packages and remains of removed ones are in order", () => {
    const paragraph = (name: string, status: string) =>
      `Package: ${name}\nStatus: ${status}\nVersion: 1\n`;
    const text = [
      paragraph("whole", "install ok installed"),
      paragraph("gone", "deinstall ok config-files"),
      paragraph("held", "hold ok installed"),
      paragraph("half", "install ok half-configured"),
      paragraph("waiting", "install ok triggers-pending"),
      paragraph("broken", "install reinstreq half-installed"),
    ].join("\n");
    assert.deepEqual(parseHalfDone(text), [
      { name: "half", state: "half-configured", isBroken: false },
      { name: "waiting", state: "triggers-pending", isBroken: false },
      { name: "broken", state: "half-installed", isBroken: true },
    ]);
  });

  test("the audit's sentences stand over the names that they are about", () => {
    const text = [
      "The following packages have been unpacked but not yet configured.",
      "They must be configured using dpkg --configure or the configure",
      "menu option in dselect for them to work:",
      " cowsay               configurable talking cow",
      " fortune              cookies",
      "",
      "The following packages are missing the list control file in the",
      "database, they need to be reinstalled:",
      " bare                 no list",
    ].join("\n");
    assert.deepEqual(parseAudit(text), [
      {
        name: "cowsay",
        text: "cowsay: The following packages have been unpacked but not yet configured",
      },
      {
        name: "fortune",
        text: "fortune: The following packages have been unpacked but not yet configured",
      },
      {
        name: "bare",
        text: "bare: The following packages are missing the list control file in the database, they need to be reinstalled",
      },
    ]);
  });
});

suite("maps and control groups of processes", () => {
  const row = (permissions: string, path: string) =>
    `7f39f9e9b000-7f39f9f6e000 ${permissions} 0000a000 08:01 1045                       ${path}`;

  test("only code of the system's own that is gone counts", () => {
    assert.equal(hasReplacedCode(row("r-xp", "/usr/lib/libc.so.6 (deleted)")), true);
    assert.equal(hasReplacedCode(row("r-xp", "/usr/sbin/a b (deleted)")), true);
    for (const [permissions, path] of [
      ["r-xp", "/usr/lib/libc.so.6"],
      ["r--p", "/usr/share/locale (deleted)"],
      ["r-xp", "/memfd:code (deleted)"],
      ["rwxp", "/tmp/jit (deleted)"],
      ["r-xp", "/home/ann/program (deleted)"],
    ] as const) {
      assert.equal(hasReplacedCode(row(permissions, path)), false, path);
    }
  });

  test("a service is a unit of the system's slice", () => {
    assert.equal(unitIn("0::/system.slice/ssh.service\n"), "ssh.service");
    assert.equal(unitIn("1:name=systemd:/system.slice/cron.service"), "cron.service");
    assert.equal(
      unitIn("0::/system.slice/system-getty.slice/getty@tty1.service"),
      "getty@tty1.service",
    );
    assert.equal(unitIn("0::/user.slice/user-1000.slice/session-1.scope"), undefined);
    assert.equal(unitIn("0::/user.slice/user@1000.service/app.slice/a.service"), undefined);
    assert.equal(unitIn("8:pids:/system.slice/cron.service"), undefined);
  });
});

suite("accounts", () => {
  const passwd = [
    "root:x:0:0:root:/root:/bin/bash",
    "toor:x:0:0::/root:/bin/sh",
    "ann:x:1000:1000::/home/ann:/bin/bash",
    "open::1001:1001::/home/open:/bin/bash",
    "daemon::1:1::/:/usr/sbin/nologin",
    "+nis::::::",
  ].join("\n");
  const group = "docker:x:998:ann,eve\nlxd:x:997:\nusers:x:100:ann\n";

  test("with shadow, all of them are known", () => {
    const shadow = "root:*:1::\ntoor:!:1::\nann::1::\nopen:x:1::\n";
    assert.deepEqual(parseAccess(passwd, shadow, group), {
      equalToRoot: ["toor"],
      withoutPassword: ["ann", "open"],
      rootGroups: [{ group: "docker", members: ["ann", "eve"] }],
    });
  });

  test("without it, only what passwd itself says", () => {
    assert.deepEqual(parseAccess(passwd, undefined, "").withoutPassword, ["open"]);
    const closed = passwd.replace("open::", "open:x:");
    assert.equal(parseAccess(closed, undefined, "").withoutPassword, undefined);
  });
});

suite("sources of packages", () => {
  test("lines with options in brackets", () => {
    const text = [
      "# deb [trusted=yes] http://example.test/off stable main",
      "deb [arch=amd64 Trusted=yes] http://example.test/a stable main",
      "deb-src [ allow-insecure=yes ] http://example.test/b ./",
      "deb http://example.test/c stable main contrib",
    ].join("\n");
    const found = parseOneLine("/f", text).map(({ uri, suite, isTrusted, isInsecure }) => [
      uri.at(-1),
      suite,
      isTrusted,
      isInsecure,
    ]);
    assert.deepEqual(found, [
      ["a", "stable", true, false],
      ["b", "./", false, true],
      ["c", "stable", false, false],
    ]);
  });

  test("paragraphs, with a key within and a disabled one", () => {
    const text = [
      "Types: deb",
      "URIs: http://example.test/a http://example.test/b",
      "Suites: one two",
      "# Trusted: yes",
      "Signed-By:",
      " -----BEGIN PGP PUBLIC KEY BLOCK-----",
      " .",
      " Trusted: yes",
      "",
      "Types: deb",
      "URIs: http://example.test/c",
      "Suites: one",
      "Trusted: yes",
      "",
      "Enabled: no",
      "URIs: http://example.test/d",
      "Suites: one",
      "Trusted: yes",
    ].join("\n");
    const found = parseDeb822("/f", text);
    assert.deepEqual(
      found.map(({ uri, suite }) => `${uri.at(-1)} ${suite}`),
      ["a one", "a two", "b one", "b two", "c one"],
    );
    assert.deepEqual(
      found.filter(({ isTrusted }) => isTrusted).map(({ uri }) => uri.at(-1)),
      ["c"],
    );
  });
});

test("settings as sshd -T prints them", () => {
  const settings = parseServerSettings("port 22\npermitrootlogin without-password\nusedns no\n");
  assert.equal(settings.get("permitrootlogin"), "without-password");
});

test("what find prints of a file, also with a newline in its name", () => {
  assert.deepEqual(parseFound("f 4755 0 43 /a\nb\0d 1777 1000 0 /t\0s 777 0 0 /s\0"), [
    { path: "/a\nb", type: "file", mode: 0o4755, uid: 0, gid: 43 },
    { path: "/t", type: "directory", mode: 0o1777, uid: 1000, gid: 0 },
    { path: "/s", type: "other", mode: 0o777, uid: 0, gid: 0 },
  ]);
});
