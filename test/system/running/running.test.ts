import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { ProcessFacts } from "../../../src/domain/running-facts.ts";
import { makeAccounts } from "../../../src/system/accounts.ts";
import {
  makeAdministratorFacts,
  parseSudoers,
} from "../../../src/system/running/administrator-facts.ts";
import {
  checkText,
  parseSshdSettings,
  readAnswer,
} from "../../../src/system/running/check-text.ts";
import { parseRootOutside, readContainer } from "../../../src/system/running/container.ts";
import {
  parseDefaultInterface,
  parseListeners,
} from "../../../src/system/running/network-facts.ts";
import { findOtherLogins } from "../../../src/system/running/other-logins.ts";
import { makeProcessFacts } from "../../../src/system/running/process-facts.ts";
import { parseProcess } from "../../../src/system/running/read-processes.ts";
import { makeSessionFacts, parseConnection } from "../../../src/system/running/session-facts.ts";
import { allowsPort } from "../../../src/system/running/ufw-rules.ts";
import { skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const nobody: ProcessFacts = { list: [], find: () => undefined, ancestors: [] };
const accounts = makeAccounts();

test("a connection is read as sshd tells it", () => {
  const remote = { from: "192.0.2.7", to: "192.0.2.1", port: 2222 };
  assert.deepEqual(parseConnection("192.0.2.7 51234 192.0.2.1 2222"), remote);
  for (const text of [undefined, "", "a b", "a b c port"]) {
    assert.equal(parseConnection(text), undefined);
  }
});

test("a session is remote by its variable or by the processes that lead to it", () => {
  const environment = new Map([["SSH_CONNECTION", "192.0.2.7 1 192.0.2.1 22"]]);
  assert.equal(makeSessionFacts(() => environment, nobody, accounts).remote?.port, 22);
  assert.equal(makeSessionFacts(() => new Map(), nobody, accounts).remote, undefined);
  const [own] = makeProcessFacts(0, process.pid).ancestors;
  assert.ok(own !== undefined);
  const bySsh = { ...nobody, ancestors: [{ ...own, pid: 2 ** 30, name: "sshd" }] };
  assert.equal(makeSessionFacts(() => new Map(), bySsh, accounts).remote?.port, 22);
});

test("tmux lets what runs in it go on", () => {
  assert.equal(
    makeSessionFacts(() => new Map([["TMUX", "x"]]), nobody, accounts).isDetachable,
    true,
  );
  assert.equal(makeSessionFacts(() => new Map(), nobody, accounts).isDetachable, false);
});

test("who else is logged in is told, and not who is behind one's own shells", () => {
  const one = (pid: number, parent: number, uid: number, name: string, more = {}) => ({
    ...{ pid, parent, uid, name, gid: uid, effectiveUid: uid, group: pid, session: pid },
    ...{ terminal: 34816 + pid, state: "S", started: pid, words: [name], ...more },
  });
  const list = [
    one(1, 0, 0, "systemd", { terminal: 0 }),
    one(10, 1, 0, "agetty"),
    one(20, 1, 1000, "bash"),
    one(21, 20, 0, "sudo", { session: 20 }),
    one(22, 21, 0, "bash"),
    one(30, 1, 1001, "bash"),
    one(31, 30, 1001, "vim", { session: 30 }),
    one(40, 1, 0, "sshd", { words: ["sshd: eve@notty"], uid: 1002 }),
    one(50, 1, 33, "php"),
  ];
  const find = (pid: number) => list.find((found) => found.pid === pid);
  const facts = {
    ...accounts,
    user: (uid: number | string) => ({
      ...root,
      name: { 0: "root", 1000: "ann" }[uid] ?? `u${uid}`,
    }),
  };
  const root = { name: "", uid: 0, gid: 0, groups: [], home: "/", shell: "/bin/sh" };
  const asks = (...pids: readonly number[]) => {
    const ancestors = pids.flatMap((pid) => find(pid) ?? []);
    return findOtherLogins({ list, find, ancestors }, facts);
  };
  assert.deepEqual(asks(20, 1), ["u1001", "u1002"]);
  assert.deepEqual(asks(22, 21, 20, 1), ["u1001", "u1002"]);
  assert.deepEqual(asks(31, 30, 1), ["ann", "root", "u1002"]);
});

test("a container is known by what its makers leave in it, and its root by the kernel's table", (t) => {
  const machine = (files: Readonly<Record<string, string>>) => {
    const root = temporaryDirectory(t);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return readContainer(root);
  };
  const whole = { "proc/self/uid_map": "         0          0 4294967295\n" };
  assert.equal(machine(whole), undefined);
  assert.equal(machine({}), undefined);
  assert.deepEqual(machine({ ...whole, ".dockerenv": "" }), { kind: "docker", rootOutside: 0 });
  assert.deepEqual(machine({ "proc/self/uid_map": "0 100000 65536\n", "run/.containerenv": "" }), {
    kind: "podman",
    rootOutside: 100_000,
  });
  assert.deepEqual(machine({ ...whole, "run/systemd/container": "lxc\n" })?.kind, "lxc");
  assert.deepEqual(machine({ ...whole, "proc/1/environ": "A=b\0container=oci\0" })?.kind, "oci");
  assert.deepEqual(machine({ "proc/self/uid_map": "0 1000 1\n" }), { kind: "", rootOutside: 1000 });
  assert.equal(parseRootOutside("1000 1000 1\n"), 65534);
});

test("inside of a user namespace this process's own root is named as such", {
  skip: skipUnless({ root: true, tools: ["unshare"] }),
}, (t) => {
  const { stdout } = spawnSync(
    "setpriv",
    ["--reuid=1500", "--clear-groups", "unshare", "--map-root-user", "cat", "/proc/self/uid_map"],
    { encoding: "utf8", cwd: "/" },
  );
  const root = temporaryDirectory(t);
  mkdirSync(join(root, "proc/self"), { recursive: true });
  writeFileSync(join(root, "proc/self/uid_map"), stdout);
  assert.equal(readContainer(root)?.rootOutside, 1500);
});

test("a process is read although its name holds parentheses", () => {
  const fields = `S 1 40 41 34816 ${"0 ".repeat(14)}777 0 0`;
  const status = "Name:\tx\nUid:\t1000\t0\t0\t0\nGid:\t100\t100\t100\t100\n";
  const found = parseProcess(42, `42 (a) b) ${fields}`, status, "a\0--x\0");
  assert.equal(found?.name, "a) b");
  assert.deepEqual([found?.parent, found?.group, found?.session], [1, 40, 41]);
  assert.deepEqual([found?.uid, found?.effectiveUid, found?.gid], [1000, 0, 100]);
  assert.deepEqual(found?.words, ["a", "--x"]);
  assert.equal(found?.started, 777);
});

test("the processes of this machine hold this one, and not the one left out", () => {
  const facts = makeProcessFacts(0, process.pid);
  assert.equal(facts.find(process.pid)?.uid, process.getuid?.());
  assert.equal(facts.ancestors[0]?.pid, process.pid);
  assert.equal(makeProcessFacts(process.pid, 1).find(process.pid), undefined);
});

test("rules that let somebody run everything are found", () => {
  const text = [
    "Defaults env_reset",
    "root ALL=(ALL:ALL) ALL",
    "%sudo ALL=(ALL:ALL) ALL",
    "ann ALL=(ALL) \\",
    "  NOPASSWD: ALL",
    "bob ALL=(ALL) /usr/bin/apt",
    "# %x ALL=ALL",
  ].join("\n");
  assert.deepEqual(parseSudoers(text), { groups: ["sudo"], users: ["ann"] });
});

test("administrators are members and named accounts that can log in", (context) => {
  const directory = temporaryDirectory(context);
  mkdirSync(join(directory, "sudoers.d"));
  const files = {
    passwd:
      "root:x:0:0::/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/sh\nsvc:x:999:27::/:/usr/sbin/nologin\n",
    group: "root:x:0:\nsudo:x:27:ann\n",
    sudoers: "%sudo ALL=(ALL) ALL\n",
    "sudoers.d/bob": "bob ALL=(ALL) ALL\n",
    shadow: "root:!:1::::::\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const facts = makeAdministratorFacts(makeAccounts(directory), directory);
  assert.deepEqual(facts.groups, ["sudo"]);
  assert.deepEqual(facts.names, ["ann", "bob"]);
});

test("listeners and the default route are read as the kernel writes them", () => {
  const sockets = [
    "  sl  local_address rem_address   st",
    "   0: 00000000:0016 00000000:0000 0A 0 0 0",
    "   1: 0100007F:0CEA 00000000:0000 0A 0 0 0",
    "   2: 0100007F:9999 0100007F:0016 01 0 0 0",
  ].join("\n");
  assert.deepEqual(parseListeners(sockets, "tcp"), [
    { protocol: "tcp", port: 22, address: "0.0.0.0" },
    { protocol: "tcp", port: 3306, address: "127.0.0.1" },
  ]);
  const routes = "Iface\tDestination\tGateway\neth1\t0000000A\t0\neth0\t00000000\t0102A8C0\n";
  assert.equal(parseDefaultInterface(routes), "eth0");
});

test("the first rule of ufw that fits decides", () => {
  const rules = [
    "### tuple ### deny any 22 0.0.0.0/0 any 198.51.100.0/24 in",
    "### tuple ### allow tcp 22,80 0.0.0.0/0 any 0.0.0.0/0 in",
    "### tuple ### allow tcp 6000:6007 0.0.0.0/0 any 0.0.0.0/0 in",
    "### tuple ### allow udp 53 0.0.0.0/0 any 0.0.0.0/0 in",
    "### tuple ### limit tcp 2222 0.0.0.0/0 any 0.0.0.0/0 OpenSSH - in",
  ].join("\n");
  assert.equal(allowsPort(rules, 22, "192.0.2.7"), true);
  assert.equal(allowsPort(rules, 22, "198.51.100.9"), false);
  assert.equal(allowsPort(rules, 6003, "192.0.2.7"), true);
  assert.equal(allowsPort(rules, 2222, "192.0.2.7"), true);
  assert.equal(allowsPort(rules, 53, "192.0.2.7"), false);
  assert.equal(allowsPort(rules, 443, "192.0.2.7"), false);
});

test("sudo's own checker tells sound rules from others", {
  skip: skipUnless({ tools: ["visudo"] }),
}, () => {
  assert.deepEqual(checkText("sudoers", "bob ALL=(ALL) ALL\n"), { isSound: true, complaint: "" });
  assert.equal(checkText("sudoers", "bob may do all\n")?.isSound, false);
});

test("a name in sudo's rules that nothing defines is told, one that nothing uses is not", {
  skip: skipUnless({ tools: ["visudo"] }),
}, () => {
  const said = checkText("sudoers", "root ALL=(ALL) ALL\nADMINS ALL=(ALL) ALL\n");
  assert.equal(said?.isSound, false);
  assert.match(said.complaint, /:2:.*ADMINS.*not defined/);
  const unused = "User_Alias ADMINS = bob\nbob ALL=(ALL) ALL\n";
  assert.equal(checkText("sudoers", unused)?.isSound, true);
  const wrong = checkText("sudoers", `${unused}bob may do all\n`);
  assert.match(wrong?.complaint ?? "", /syntax error/);
});

test("a name may be defined in rules that the caller may not read", () => {
  const alias = 'stdin:2:18: User_Alias "ADM" referenced but not defined';
  assert.equal(readAnswer("sudoers", 1, [alias])?.complaint, alias);
  const closed = "visudo: /etc/sudoers.d/a: Permission denied";
  assert.equal(readAnswer("sudoers", 1, [closed, alias]), undefined);
});

test("what a checker says of other things than the text tells nothing", () => {
  assert.equal(
    readAnswer("sshd_config", 1, ["sshd: no hostkeys available -- exiting."]),
    undefined,
  );
  const line = "/dev/stdin line 3: Bad configuration option: Prot";
  assert.equal(readAnswer("sshd_config", 255, ["x", line])?.complaint, line);
});

test("what sshd takes out of its settings is read, lists and all", () => {
  const settings = parseSshdSettings(["port 22", "allowusers bob", "allowusers ann carol", ""]);
  assert.deepEqual(settings.get("allowusers"), ["bob", "ann", "carol"]);
  assert.deepEqual(settings.get("port"), ["22"]);
  assert.equal(settings.get("denyusers"), undefined);
});

test("the table of file systems is looked over by its own checker", {
  skip: skipUnless({ tools: ["findmnt"] }),
}, (context) => {
  const folder = temporaryDirectory(context);
  const check = (text: string) => checkText("fstab", text, () => folder);
  const missing = check("UUID=0-nosuch /data ext4 defaults 0 2\n");
  assert.equal(missing?.isSound, false);
  assert.match(missing.complaint, /UUID=0-nosuch/);
  assert.equal(check("/dev/nosuch /data ext4 defaults 0 2\n")?.isSound, false);
  assert.equal(check("tmpfs /tmp tmpfs defaults 0 0\n")?.isSound, true);
  assert.deepEqual(readdirSync(folder), []);
  assert.equal(checkText("fstab", "x"), undefined);
});
