import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { it } from "node:test";
import { readAttributes, writeAttributes } from "../../src/journal/attributes.ts";
import { need } from "../support/need.ts";
import { makeFolder, runBash } from "../support/trial.ts";

const skip = need("getfattr", "setfattr", "setfacl");

it("reads and brings back attributes and access lists, under any name", { skip }, () => {
  const folder = makeFolder();
  try {
    const names = ["plain", "sp ace", "new\nline", "back\\slash", "bad\udcff", "=equal"];
    const made = runBash(
      `for f in plain 'sp ace' $'new\\nline' 'back\\slash' $'bad\\xff' '=equal'; do
         touch "$f"; setfattr -n user.a -v $'v\\n1' "$f"; setfattr -n user.empty "$f"; setfacl -m u:1:r "$f"
       done; touch none`,
      folder,
    );
    assert.equal(made.errors, "");
    const paths = [...names, "none"].map((name) => join(folder, name));
    const before = readAttributes(paths);
    assert.equal(before?.size, names.length);
    for (const path of paths.slice(0, -1)) {
      const found: Readonly<Record<string, string>> = before?.get(path) ?? {};
      assert.deepEqual(Object.keys(found).sort(), [
        "system.posix_acl_access",
        "user.a",
        "user.empty",
      ]);
      assert.equal(found["user.a"], Buffer.from("v\n1").toString("base64"));
    }
    runBash(
      'setfacl -b -- *; for f in *; do setfattr -x user.a "$f" 2>/dev/null; setfattr -n user.more -v x "$f"; done',
      folder,
    );
    const changed = readAttributes(paths);
    const changes = paths.map((path) => {
      return { path, wanted: before?.get(path) ?? {}, found: changed?.get(path) ?? {} };
    });
    assert.equal(writeAttributes(changes), true);
    assert.deepEqual(readAttributes(paths), before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
