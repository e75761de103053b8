import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { makeAccounts } from "../../src/system/accounts.ts";
import { makeCaller } from "../../src/system/caller.ts";
import { parseIdentity, readIdentity } from "../../src/system/kernel-identity.ts";
import { skipUnless } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const passwd = [
  "root:x:0:0:root:/root:/bin/bash",
  "ann:x:1000:1000:Ann,room 1,,,handrail=expert:/home/ann:/bin/zsh",
  "odd:x:1001:100::/home/caf\xe9:",
  "broken line",
  "twice:x:1000:1000::/elsewhere:/bin/sh",
  "",
].join("\n");
const group = "root:x:0:\nsudo:x:27:ann,odd\nusers:x:100:ann\nann:x:1000:\n";

function accounts(t: Parameters<typeof temporaryDirectory>[0], ask?: () => string) {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/passwd`, passwd, "latin1");
  writeFileSync(`${directory}/group`, group);
  return ask === undefined ? makeAccounts(directory) : makeAccounts(directory, ask);
}

test("accounts by name and number, with every group", (t) => {
  const database = accounts(t);
  const ann = {
    name: "ann",
    uid: 1000,
    gid: 1000,
    groups: [1000, 27, 100],
    home: "/home/ann",
    shell: "/bin/zsh",
  };
  assert.deepEqual(database.user("ann"), ann);
  assert.deepEqual(database.user(1000), ann);
  assert.deepEqual(database.group("sudo"), { name: "sudo", gid: 27, members: ["ann", "odd"] });
  assert.equal(database.group(100)?.name, "users");
  assert.equal(database.user("nosuch"), undefined);
  assert.equal(database.user("broken line"), undefined);
  assert.deepEqual(database.gecos(1000), ["Ann", "room 1", "", "", "handrail=expert"]);
});

test("homes that are not UTF-8, and the shell that is meant by none", (t) => {
  const odd = accounts(t).user("odd");
  assert.equal(odd?.home, "/home/caf\udce9");
  assert.equal(odd?.shell, "/bin/sh");
});

test("what the files lack is asked for once", (t) => {
  let asked = 0;
  const database = accounts(t, () => {
    asked += 1;
    return "net:x:5000:5000::/home/net:/bin/sh";
  });
  assert.equal(database.user("net")?.uid, 5000);
  assert.equal(database.user("net")?.home, "/home/net");
  assert.equal(database.user("ann")?.uid, 1000);
  assert.equal(asked, 1);
});

const status = [
  "Name:\tnode",
  "Uid:\t1000\t0\t0\t0",
  "Gid:\t1000\t50\t50\t50",
  "Groups:\t4 27 1000 ",
  "CapEff:\t0000000000000006",
].join("\n");

test("the effective ids count, and capabilities go by the kernel's bits", () => {
  assert.deepEqual(parseIdentity(status), {
    uid: 0,
    gid: 50,
    groups: [4, 27, 1000],
    capabilities: new Set(["dac_override", "dac_read_search"]),
  });
});

test("our own identity is the kernel's", () => {
  const identity = readIdentity();
  assert.equal(identity.uid, process.geteuid?.());
  assert.deepEqual(
    [...identity.groups].sort(),
    (process.getgroups?.() ?? []).filter((id) => identity.groups.includes(id)).sort(),
  );
});

test("an ordinary user has no capabilities", {
  skip: skipUnless({ root: true, tools: ["setpriv"] }),
}, () => {
  const { stdout } = spawnSync(
    "setpriv",
    ["--reuid=1000", "--regid=1000", "--clear-groups", "cat", "/proc/self/status"],
    { encoding: "utf8" },
  );
  const identity = parseIdentity(stdout);
  assert.deepEqual(
    [identity.uid, identity.gid, identity.groups, identity.capabilities.size],
    [1000, 1000, [], 0],
  );
});

test("the login name behind sudo is believed of root only", (t) => {
  const database = accounts(t);
  const root = { uid: 0, gid: 0, groups: [], capabilities: new Set<string>() };
  const loginName = (uid: number, entries: Readonly<Record<string, string>>) =>
    makeCaller({ ...root, uid }, database, new Map(Object.entries(entries))).loginName;
  assert.equal(loginName(0, { SUDO_UID: "1000", SUDO_USER: "ann" }), "ann");
  assert.equal(loginName(0, { SUDO_UID: "1000" }), "ann");
  assert.equal(loginName(0, { SUDO_UID: "1000", SUDO_USER: "odd" }), "root");
  assert.equal(loginName(0, { SUDO_UID: "4711", SUDO_USER: "nobody4711" }), "root");
  assert.equal(loginName(0, {}), "root");
  // Most doas tell only the name.
  assert.equal(loginName(0, { DOAS_USER: "ann" }), "ann");
  assert.equal(loginName(1001, { DOAS_USER: "ann" }), "odd");
  assert.equal(loginName(1001, { SUDO_UID: "1000", SUDO_USER: "ann" }), "odd");
});

test("a caller without an account has a number for a name", (t) => {
  const identity = { uid: 4711, gid: 4711, groups: [], capabilities: new Set<string>() };
  const caller = makeCaller(
    identity,
    accounts(t, () => ""),
    new Map(),
  );
  assert.deepEqual([caller.name, caller.loginName], ["4711", "4711"]);
  assert.notEqual(caller.home, "/");
});
