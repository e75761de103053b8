import assert from "node:assert/strict";
import { test } from "node:test";
import { isTrustedEntry } from "../../../src/packages/apt/sources.ts";

const list = `# deb [trusted=yes] http://a ./
deb http://a stable main
deb [ arch=amd64 trusted=yes ] http://a stable main
deb [signed-by=/k.gpg] http://trusted=yes/ stable main
deb [allow-insecure=yes] http://a stable main
deb [trusted=no] http://a stable main
`;

test("a line that declares its source to be trusted", () => {
  const verdicts = [1, 2, 3, 4, 5, 6].map((line) => isTrustedEntry("/etc/a.list", list, line));
  assert.deepEqual(verdicts, [false, false, true, false, true, false]);
});

const sources = `Types: deb
# Trusted: yes
URIs: http://a
Suites: stable

Types: deb
URIs: http://b
Trusted: yes
Suites: ./
`;

test("a paragraph that does", () => {
  assert.equal(isTrustedEntry("/etc/a.sources", sources, 1), false);
  assert.equal(isTrustedEntry("/etc/a.sources", sources, 2), true);
  assert.equal(isTrustedEntry("/etc/a.sources", sources, 3), false);
});
