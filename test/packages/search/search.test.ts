import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Catalogue,
  makeEntry,
  readCatalogue,
  writeCatalogue,
} from "../../../src/packages/search/catalogue.ts";
import { knownRoles } from "../../../src/packages/search/roles.ts";
import { search } from "../../../src/packages/search/search.ts";

const summaries: Readonly<Record<string, string>> = {
  apache2: "Apache HTTP Server",
  cowsay: "configurable talking cow",
  "libnginx-mod-http-lua": "Lua for nginx",
  nginx: "small, powerful, scalable web/proxy server",
  "nginx-doc": "small web server - documentation",
  thin: "fast and very simple Ruby web server",
};

const catalogue: Catalogue = {
  entries: Object.entries(summaries).map(([name, summary]) => makeEntry(name, summary, 0)),
  sources: [{ origin: "Debian", isSigned: true }],
};

const rules = { installed: new Set(["cowsay", "own-tool"]), maximum: 20 };
const namesOf = (text: string): readonly string[] =>
  search(catalogue, text, rules).found.map(({ name }) => name);

test("a role comes first, then what fills it, then whatever matches", () => {
  const found = namesOf("web ser");
  assert.deepEqual(found, ["web server", "nginx", "apache2", "thin", "nginx-doc"]);
  const [role] = search(catalogue, "web server", rules).found;
  assert.deepEqual(role?.fills, ["nginx", "apache2"]);
});

test("the name itself comes before names that hold it, libraries after programs", () => {
  assert.deepEqual(namesOf("nginx"), ["nginx", "nginx-doc", "libnginx-mod-http-lua"]);
  assert.deepEqual(namesOf("TALKING cow"), ["cowsay"]);
  assert.deepEqual(namesOf("no such thing"), []);
});

test("a name that nothing has leads to those that are spelt nearly so, and says so", () => {
  for (const [text, near] of [
    ["cowsy", ["cowsay"]],
    ["ngnix", ["nginx"]],
  ] as const) {
    const { found, total, isNear } = search(catalogue, text, rules);
    assert.deepEqual([found.map(({ name }) => name), total, isNear], [near, 0, true]);
  }
  for (const text of ["cow", "thn", "cowsy moo"]) {
    assert.equal(search(catalogue, text, rules).isNear, undefined, text);
  }
});

test("without words everything is there, roles first, as many as are wanted", () => {
  const { found, among } = search(catalogue, " ", rules);
  const packages = found.filter(({ fills }) => fills === undefined);
  assert.ok(found.length > packages.length);
  assert.deepEqual([packages.length, among], [6, 6]);
  assert.equal(search(catalogue, " ", { ...rules, maximum: 3 }).found.length, 3);
});

test("what is installed can be had alone, also where no source has it", () => {
  const { found, among } = search(catalogue, "", { ...rules, only: "installed" });
  assert.deepEqual(
    found.map(({ name, isInstalled, trust }) => [name, isInstalled, trust]),
    [
      ["cowsay", true, "signed"],
      ["own-tool", true, undefined],
    ],
  );
  assert.equal(among, 2);
});

test("names can be asked for as they are", () => {
  const { found } = search(catalogue, "", { ...rules, names: ["thin", "nowhere", "apache2"] });
  assert.deepEqual(
    found.map(({ name }) => name),
    ["thin", "apache2"],
  );
});

test("a catalogue comes back out of its text, and only for its stamp", () => {
  const text = writeCatalogue(catalogue, "1 abc");
  assert.deepEqual(readCatalogue(text, "1 abc"), catalogue);
  assert.equal(readCatalogue(text, "1 abd"), undefined);
  assert.equal(readCatalogue("1 abc\nno json\n", "1 abc"), undefined);
});

test("every role has a name, and packages to fill it", () => {
  const roles = knownRoles();
  assert.ok(roles.length >= 60);
  assert.equal(new Set(roles.map(({ name }) => name)).size, roles.length);
  for (const { name, packages } of roles) {
    assert.match(name, /^[a-z][a-z -]*$/);
    assert.ok(packages.length > 0 && packages.every((one) => /^[a-z0-9][a-z0-9.+-]+$/.test(one)));
  }
});

test("63,000 packages are searched at once", () => {
  const entries = Array.from({ length: 63_000 }, (_, at) =>
    makeEntry(`package-${at}`, `the summary of package ${at}, about as long as they are`, 0),
  );
  const large = { ...catalogue, entries };
  search(large, "warm up", rules);
  const start = performance.now();
  for (const text of ["a", "summary 4", "nothing"]) search(large, text, rules);
  assert.ok((performance.now() - start) / 3 < 100, "each takes a few milliseconds");
});
