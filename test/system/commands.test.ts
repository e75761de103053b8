import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { findInCommandLists, makeCommandFacts } from "../../src/system/commands.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const programs =
  "ls su sh ul git gzip cat cut tac clear grep egrep mkdir rmdir systemctl python3 ssh ssh-add nano docker apt apt-get make chmod chown".split(
    " ",
  );

function commands(t: TestContext, names: readonly string[] = programs) {
  const directory = temporaryDirectory(t);
  for (const name of names) {
    writeFileSync(`${directory}/${name}`, "");
    chmodSync(`${directory}/${name}`, 0o755);
  }
  return makeCommandFacts(
    () => `/nowhere:${directory}`,
    () => undefined,
  );
}

/** What is typed, and what comes first; nothing where nothing is near. */
const slips: readonly (readonly [typed: string, meant: string | undefined])[] = [
  ["sl", "ls"],
  ["gti", "git"],
  ["dc", "cd"],
  ["cta", "cat"],
  ["celar", "clear"],
  ["grpe", "grep"],
  ["mkdri", "mkdir"],
  ["systemclt", "systemctl"],
  ["sytemctl", "systemctl"],
  ["pyhton3", "python3"],
  ["python", "python3"],
  ["dokcer", "docker"],
  ["apt-gte", "apt-get"],
  ["chmdo", "chmod"],
  ["exprot", "export"],
  ["sssh", "ssh"],
  ["nmap", undefined],
  ["kubernetes", undefined],
  ["zzzzzz", undefined],
  ["x", undefined],
];

for (const [typed, meant] of slips) {
  test(`near ${typed}: ${meant ?? "nothing"}`, (t) => {
    assert.equal(commands(t).near(typed)[0], meant);
  });
}

test("only what can be run is offered, and no more than three", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/zqwert`, "", { mode: 0o644 });
  mkdirSync(`${directory}/zqwerd`);
  const found = makeCommandFacts(
    () => directory,
    () => undefined,
  );
  assert.deepEqual(found.near("zqwret"), []);
  const many = commands(t, ["abcd1", "abcd2", "abcd3", "abcd4", "abcd5"]);
  assert.equal(many.near("abcd9").length, 3);
});

test("a name near nothing in a large PATH is found out at once", (t) => {
  const names = Array.from({ length: 3_000 }, (_, at) => `program-${at}`);
  const facts = commands(t, names);
  const start = process.hrtime.bigint();
  facts.near("systemclt");
  assert.ok(process.hrtime.bigint() - start < 200_000_000n);
});

test("apt's lists of commands say which package has one", () => {
  const text = [
    "suite: noble\ncomponent: main\narch: amd64",
    "name: bind9-dnsutils\nversion: 1\ncommands: delv,dig,mdig,nslookup,nsupdate",
    "name: g++\nversion: 4\ncommands: c++,g++",
    "name: knot-dnsutils\nversion: 1\ncommands: kdig,khost",
    "",
  ].join("\n\n");
  assert.deepEqual(findInCommandLists([text], "dig"), ["bind9-dnsutils"]);
  assert.deepEqual(findInCommandLists([text], "delv"), ["bind9-dnsutils"]);
  assert.deepEqual(findInCommandLists([text], "g++"), ["g++"]);
  assert.deepEqual(findInCommandLists([text], "ig"), []);
  assert.deepEqual(findInCommandLists([text], "di"), []);
});

test("the list that the search has made knows packages by their own name", (t) => {
  const directory = temporaryDirectory(t);
  const path = `${directory}/catalogue`;
  writeFileSync(path, "stamp\n[]\nmtr\t0\ttraces routes\nnmap\t0\tThe Network Mapper\n");
  const facts = makeCommandFacts(
    () => "",
    () => path,
  );
  assert.deepEqual(facts.packagesWith("nmap"), ["nmap"]);
  assert.deepEqual(facts.packagesWith("map"), []);
  assert.deepEqual(facts.packagesWith("nmap\t0"), []);
});
