import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { readListsAge } from "../../../src/system/check-up/lists-age.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

test("lists of any kind of source were fetched, and where none is they never were", (t) => {
  for (const [name, isList] of [
    ["deb.example.org_debian_dists_stable_InRelease", true],
    ["deb.example.org_debian_dists_stable_Release", true],
    // A folder of packages with no Release.
    ["_srv_packages_._Packages", true],
    ["_srv_packages_._Packages.lz4", true],
    ["lock", false],
    ["deb.example.org_debian_dists_stable_Release.gpg", false],
  ] as const) {
    const folder = `${temporaryDirectory(t)}/${name}`;
    mkdirSync(`${folder}/partial`, { recursive: true });
    writeFileSync(`${folder}/${name}`, "");
    const hour = Date.now() / 1000 - 3600;
    utimesSync(`${folder}/partial`, hour, hour);
    const age = readListsAge(folder);
    assert.equal(
      age === undefined ? undefined : Math.round(age / 60),
      isList ? 60 : undefined,
      name,
    );
  }
  assert.equal(readListsAge("/nosuch"), undefined);
});
