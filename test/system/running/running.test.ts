import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
import {
  parseDefaultInterface,
  parseListeners,
} from "../../../src/system/running/network-facts.ts";
import { makeProcessFacts } from "../../../src/system/running/process-facts.ts";
import { parseProcess } from "../../../src/system/running/read-processes.ts";
import { makeSessionFacts, parseConnection } from "../../../src/system/running/session-facts.ts";
import { allowsPort } from "../../../src/system/running/ufw-rules.ts";
import { skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const nobody: ProcessFacts = { list: [], find: () => undefined, ancestors: [] };

test("a connection is read as sshd tells it", () => {
  const remote = { from: "192.0.2.7", to: "192.0.2.1", port: 2222 };
  assert.deepEqual(parseConnection("192.0.2.7 51234 192.0.2.1 2222"), remote);
  for (const text of [undefined, "", "a b", "a b c port"]) {
    assert.equal(parseConnection(text), undefined);
  }
});

test("a session is remote by its variable or by the processes that lead to it", () => {
  const environment = new Map([["SSH_CONNECTION", "192.0.2.7 1 192.0.2.1 22"]]);
  assert.equal(makeSessionFacts(() => environment, nobody).remote?.port, 22);
  assert.equal(makeSessionFacts(() => new Map(), nobody).remote, undefined);
  const [own] = makeProcessFacts(0, process.pid).ancestors;
  assert.ok(own !== undefined);
  const bySsh = { ...nobody, ancestors: [{ ...own, pid: 2 ** 30, name: "sshd" }] };
  assert.equal(makeSessionFacts(() => new Map(), bySsh).remote?.port, 22);
});

test("tmux lets what runs in it go on", () => {
  assert.equal(makeSessionFacts(() => new Map([["TMUX", "x"]]), nobody).isDetachable, true);
  assert.equal(makeSessionFacts(() => new Map(), nobody).isDetachable, false);
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
  assert.equal(check("tmpfs /tmp tmpfs defaults 0 0\n")?.isSound, true);
  assert.deepEqual(readdirSync(folder), []);
  assert.equal(checkText("fstab", "x"), undefined);
});
