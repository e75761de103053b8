import assert from "node:assert/strict";
import { test } from "node:test";
import { programs } from "../../src/programs/index.ts";

test("no name stands in two programs: the second would never run", () => {
  const names = programs.flatMap((program) => program.names);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
});
