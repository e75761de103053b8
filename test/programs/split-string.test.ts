import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { splitString } from "../../src/programs/common/split-string.ts";

const texts = [
  "a b  c",
  "'a b' \"c d\"",
  'a\\_b "a\\_b"',
  "x${NAME}y '${NAME}'",
  "one # two",
  "a\\tb\\nc",
  "a \\c b",
  "'it\\'s'",
  "'unended",
  "$NAME",
  "'' \"\"",
  "a'b'\"c\"",
];

test("env -S splits as the real one does", () => {
  for (const text of texts) {
    const environment = { NAME: "v w", PATH: "/usr/bin:/bin" };
    const ran = spawnSync("/usr/bin/env", ["-S", `printf [%s] ${text}`], { env: environment });
    const words = splitString(text, new Map(Object.entries(environment)));
    const printed = words === undefined ? "" : words.map((word) => `[${word}]`).join("") || "[]";
    assert.equal(printed, String(ran.stdout), text);
  }
});
