import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { generateIndexes } from "../../scripts/generate-indexes.ts";
import { repository } from "../support/repository.ts";

test("the committed indexes list what is in their folders", () => {
  for (const { path, text } of generateIndexes(repository)) {
    assert.equal(readFileSync(join(repository, path), "utf8"), text, "stale: npm run indexes");
  }
});

test("names follow the files; folders and the index itself are left out", () => {
  const root = mkdtempSync(join(tmpdir(), "handrail-indexes-"));
  mkdirSync(join(root, "src/programs/common"), { recursive: true });
  for (const name of ["rm", "sort-of", "index"]) {
    writeFileSync(join(root, `src/programs/${name}.ts`), "");
  }
  const [index, ...others] = generateIndexes(root);
  rmSync(root, { recursive: true });
  assert.deepEqual(others, []);
  assert.equal(index?.path, "src/programs/index.ts");
  assert.match(index?.text ?? "", /import { rmProgram } from "\.\/rm\.ts";/);
  assert.match(index?.text ?? "", /= \[\n {2}rmProgram,\n {2}sortOfProgram,\n\];/);
});
