import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tidyLock } from "../../scripts/tidy-lock.ts";
import { repository } from "../support/repository.ts";

const committed = readFileSync(join(repository, "package-lock.json"), "utf8");

test("the committed lock is tidy, so that npm ci takes it: npm run lock", () => {
  assert.equal(tidyLock(committed), committed);
});

test("the committed lock names no place that packages come from", () => {
  assert.doesNotMatch(committed, /"resolved"|registry/);
});

test("an optional package that is locked stays, one that is not goes", () => {
  const lock = {
    packages: {
      "": { optionalDependencies: { gone: "1.0.0" } },
      "node_modules/a": { optionalDependencies: { b: "1.0.0", c: "1.0.0", d: "1.0.0" } },
      "node_modules/b": {},
      "node_modules/a/node_modules/c": {},
    },
  };
  const tidied = JSON.parse(tidyLock(JSON.stringify(lock))) as typeof lock;
  assert.deepEqual(tidied.packages["node_modules/a"].optionalDependencies, {
    b: "1.0.0",
    c: "1.0.0",
  });
  assert.deepEqual(tidied.packages[""], lock.packages[""]);
});
