import assert from "node:assert/strict";
import { test } from "node:test";
import { unitWords } from "../../../src/cli/helper/detach.ts";

test("a unit is left alone until it ends by itself, and nothing after -- is an option", () => {
  const words = unitWords("0tv4bx0", ["/node", "main", "helper"], { PATH: "/usr/bin", A: "b c" });
  assert.deepEqual(words.slice(words.indexOf("--")), ["--", "/node", "main", "helper"]);
  const options = words.slice(0, words.indexOf("--"));
  assert.ok(options.every((word) => word.startsWith("--")));
  assert.ok(options.includes("--unit=handrail-0tv4bx0"));
  assert.ok(options.includes("--setenv=A=b c"));
  assert.ok(options.includes("--property=TimeoutStopSec=infinity"));
});
