import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readImports } from "./support/architecture/imports.ts";
import { layers } from "./support/architecture/layers.ts";
import { findViolations } from "./support/architecture/violations.ts";
import { repository } from "./support/repository.ts";

const sources = globSync(["src/**/*.{ts,tsx}", "test/**/*.{ts,tsx}", "scripts/**/*.ts"], {
  cwd: repository,
});

test("every source keeps to its room", () => {
  assert.ok(sources.some((path) => path.startsWith("src/domain/")));
  const violations = sources.flatMap((path) =>
    findViolations(path, readFileSync(join(repository, path), "utf8")),
  );
  assert.deepEqual(violations, []);
});

test("the imports of this repository are really read", () => {
  const path = "test/architecture.test.ts";
  const targets = readImports(path, readFileSync(join(repository, path), "utf8"));
  assert.ok(targets.some(({ target }) => target === "test/support/architecture/layers.ts"));
  assert.ok(targets.some(({ target }) => target === "node:assert/strict"));
});

test("rooms import in one direction only", () => {
  for (const [layer, rule] of Object.entries(layers)) {
    for (const other of rule.mayImport) {
      const back: readonly string[] = layers[other].mayImport;
      assert.ok(!back.includes(layer), `${layer} and ${other} import each other`);
    }
  }
});

/** Planted sources that must be caught, each beside a neighbour that must not. */
const planted: readonly (readonly [path: string, caught: string, allowed: string])[] = [
  ["src/domain/a.ts", 'import { b } from "../shell/b.ts";', 'import { b } from "./b.ts";'],
  ["src/domain/a.ts", 'import type { B } from "../plan/b.ts";', '// import "../plan/b.ts";'],
  ["src/guards/a.ts", 'import { readFileSync } from "node:fs";', 'import "node:path/posix";'],
  ["src/guards/a.ts", 'import { p } from "node:path";', 'import { p } from "node:path/posix";'],
  ["src/programs/common/a.ts", 'import "../../guards/b.ts";', 'import "../../domain/b.ts";'],
  ["src/shell/a.ts", 'import { x } from "execa";', 'import { x } from "unbash";'],
  ["src/plan/a.ts", "const home = process.env.HOME;", "const home = world.process.home;"],
  ["src/plan/a.ts", 'const a = await import("node:fs");', 'const a = await import("diff");'],
  ["src/system/a.ts", 'import Conf from "conf";', 'import { execa } from "execa";'],
  ["src/journal/a.ts", 'import "../plan/b.ts";', 'import "../system/b.ts";'],
  ["src/apply/a.ts", 'import "../plan/b.ts";', 'import {\n  b,\n} from "../journal/b.ts";'],
  ["src/apply/a.ts", 'import {\n  b,\n} from "../plan/b.ts";', 'import "node:os";'],
  ["src/reports/a.ts", 'import { useState } from "react";', 'import { diffLines } from "diff";'],
  ["src/screens/A.tsx", 'import "node:fs";', 'import { jsx } from "react/jsx-runtime";'],
  ["src/screens/A.tsx", 'import "../cli/b.ts";', 'import { Text } from "ink";'],
  ["src/cli/a.ts", 'import "../screens/A.tsx";', 'await import("./screens.ts");'],
  ["src/cli/a.ts", 'import { s } from "./screens.ts";', 'import type { P } from "./screens.ts";'],
  ["src/cli/a.ts", 'import { Text } from "ink";', 'import "../plan/b.ts";'],
  ["src/cli/a.ts", 'require("react");', 'require("node:fs");'],
  ["src/domain/index.ts", "", 'export const a = "from";'],
  ["src/domain/a.ts", 'export { b } from "./b.ts";', "export const b = 1;"],
  ["src/domain/a.ts", 'export * from "./b.ts";', "export type B = string;"],
  ["src/domain/a.ts", "export default 1;", "export const a = 1;"],
  ["src/domain/a.ts", "\n".repeat(351), "\n".repeat(350)],
  ["src/other/a.ts", "", ""],
  ["src/a.ts", "", ""],
];

for (const [path, caught, allowed] of planted) {
  const name = caught.trim().split("\n").join(" ").slice(0, 60);
  test(`caught in ${path}: ${name === "" ? "its place or length" : name}`, () => {
    assert.equal(findViolations(path, caught).length, 1);
    if (path.startsWith("src/other") || path === "src/a.ts") return;
    const neighbour = path.replace("/index.ts", "/a.ts");
    assert.deepEqual(findViolations(neighbour, allowed), []);
  });
}

test("the entry of the screens' bundle may import screens", () => {
  assert.deepEqual(findViolations("src/cli/screens.ts", 'import "../screens/A.tsx";'), []);
});
