import assert from "node:assert/strict";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { test } from "node:test";
import { canonicalPath, makeCanonicalPath } from "../../src/system/canonical-path.ts";
import { temporaryDirectory } from "../support/temporary.ts";

test("a remembered directory gives what a fresh look gives", (t) => {
  const folder = realpathSync(temporaryDirectory(t));
  mkdirSync(`${folder}/real/below`, { recursive: true });
  symlinkSync("real", `${folder}/link`);
  const remembering = makeCanonicalPath();
  const paths = ["link/a", "link/b", "real/a", "link/below/x", "link", "link/.", "link/..", "no/x"];
  for (const path of [...paths.map((name) => `${folder}/${name}`), "/", "/etc", "/.", "//etc"]) {
    assert.equal(remembering(path), canonicalPath(path), path);
  }
  assert.equal(remembering(`${folder}/link/a`), `${folder}/real/a`);
});
