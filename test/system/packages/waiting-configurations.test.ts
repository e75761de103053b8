import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { isInterrupted } from "../../../src/system/packages/interrupted.ts";
import { findWaitingConfigurations } from "../../../src/system/packages/waiting-configurations.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const sum = "0123456789abcdef0123456789abcdef";

function prepare(folder: string): void {
  for (const name of ["a.conf.dpkg-dist", "u.conf.ucf-dist", "stray.dpkg-dist"]) {
    writeFileSync(`${folder}/${name}`, "");
  }
  writeFileSync(
    `${folder}/status`,
    `Package: gong
Status: install ok installed
Conffiles:
 ${folder}/a.conf ${sum}
 ${folder}/b.conf ${sum}
 ${folder}/stray newconffile
 ${folder}/stray ${sum} obsolete
Version: 1

Package: other
Version: 2
`,
  );
  writeFileSync(`${folder}/registry`, `ucfed\t${folder}/u.conf\n`);
}

test("a newer version counts beside a file that a package has as its configuration", (context) => {
  const folder = temporaryDirectory(context);
  prepare(folder);
  const found = findWaitingConfigurations(`${folder}/status`, `${folder}/registry`);
  assert.deepEqual(found, [
    { path: `${folder}/a.conf`, from: `${folder}/a.conf.dpkg-dist`, package: "gong" },
    { path: `${folder}/u.conf`, from: `${folder}/u.conf.ucf-dist`, package: "ucfed" },
  ]);
  assert.deepEqual(findWaitingConfigurations(`${folder}/none`, `${folder}/none`), []);
});

test("dpkg was cut off where its journal has entries", (context) => {
  const folder = temporaryDirectory(context);
  mkdirSync(`${folder}/updates`);
  writeFileSync(`${folder}/updates/tmp.i`, "");
  assert.equal(isInterrupted(`${folder}/updates`), false);
  writeFileSync(`${folder}/updates/0001`, "");
  assert.equal(isInterrupted(`${folder}/updates`), true);
  assert.equal(isInterrupted(`${folder}/none`), false);
});
