import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path/posix";
import { after, describe, it } from "node:test";
import { makeDpkgSource } from "../../../src/system/packages/dpkg-source.ts";
import { makePackageFacts } from "../../../src/system/packages/package-facts.ts";
import { makeNeeds } from "../../../src/system/packages/package-need.ts";
import type { PackageRecord } from "../../../src/system/packages/package-source.ts";
import { need } from "../../support/need.ts";

describe("what a package of this machine is needed for", { skip: need("dpkg") }, () => {
  const directory = mkdtempSync(join(tmpdir(), "handrail-test-"));
  after(() => rmSync(directory, { recursive: true }));
  const facts = makePackageFacts({ directory, uid: process.getuid?.() ?? 0 });
  const needOf = (name: string) => facts.needOf?.(name, [name]);

  it("what nothing works without is critical, what one part needs a danger", () => {
    assert.equal(needOf("libc6")?.severity, "critical");
    assert.equal(needOf("dpkg")?.severity, "critical");
    assert.deepEqual(needOf("apt"), { severity: "danger", purpose: "to install packages" });
  });

  it("other packages, and those that are not there, are not needed", () => {
    assert.equal(needOf("git"), undefined);
    assert.equal(needOf("no-such-package"), undefined);
    assert.equal(needOf("libc6:i386"), undefined);
  });

  it("packages that share no more than a directory with needed ones are not", () => {
    const names = makeDpkgSource()
      .packages()
      .map(({ name }) => name);
    const needed = names.filter((name) => needOf(name) !== undefined);
    assert.ok(needed.length < names.length / 2, `${needed.length} of ${names.length}`);
  });

  it("every package that the database calls essential is needed", () => {
    const essential = makeDpkgSource()
      .packages()
      .filter(({ isEssential }) => isEssential);
    assert.ok(essential.length > 0);
    for (const { name } of essential) assert.notEqual(needOf(name), undefined, name);
  });
});

describe("kernels", () => {
  const release = readFileSync("/proc/sys/kernel/osrelease", "utf8").trim();
  const running = `linux-image-${release}`;
  const image = (name: string): PackageRecord => ({
    name,
    isEssential: false,
    needs: [],
    provides: [],
  });
  const needs = (names: readonly string[]) =>
    makeNeeds(
      { ...makeDpkgSource("/nonexistent"), packages: () => names.map(image) },
      { isKnown: true, find: () => undefined },
    );

  it("the one that runs is needed, an older one is not", () => {
    const needOf = needs([running, "linux-image-4.0-old", "linux-image-amd64"]);
    assert.equal(needOf(running, [running])?.severity, "danger");
    assert.equal(needOf("linux-image-4.0-old", ["linux-image-4.0-old"]), undefined);
    assert.equal(needOf("linux-image-amd64", ["linux-image-amd64"]), undefined);
  });

  it("the last one is needed, whatever runs", () => {
    const needOf = needs(["linux-image-4.0-old", "linux-image-4.1-old"]);
    const both = ["linux-image-4.0-old", "linux-image-4.1-old"];
    assert.equal(needOf("linux-image-4.0-old", ["linux-image-4.0-old"]), undefined);
    assert.equal(needOf("linux-image-4.0-old", both)?.purpose, "to start the machine");
  });
});
