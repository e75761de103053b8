import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { sortNames } from "../../../src/shell/expand/collation.ts";
import { need } from "../../support/need.ts";
import { makeContext, setPlain } from "./make-context.ts";

const folder = mkdtempSync(join(tmpdir(), "locales-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const names = [
  ...[
    "a",
    "b",
    "A",
    "B",
    "aB",
    "Ab",
    "AB",
    "ab",
    "a-b",
    "a_b",
    "a b",
    "a.b",
    ".a",
    "_x",
    "-x",
    "1",
    "10",
    "2",
  ],
  ...[
    "é",
    "e",
    "f",
    "E",
    "É",
    "ä",
    "z",
    "ö",
    "o",
    "å",
    "ñ",
    "n",
    "x1",
    "x10",
    "x2",
    "X1",
    "x-1",
    "x.1",
    "x.txt",
  ],
  ...[
    "x.TXT",
    "xtxt",
    "README",
    "readme",
    "Readme",
    "lib.so",
    "lib",
    "lib-a",
    "libb",
    "ss",
    "ß",
    "sz",
    "日本",
  ],
];

for (const locale of ["en_US", "sv_SE"]) {
  test(`names are listed in the order of ${locale}`, { skip: need("localedef") }, (context) => {
    const data = join(folder, `${locale}.UTF-8`);
    const made = spawnSync("localedef", ["-i", locale, "-f", "UTF-8", data]);
    if (made.error !== undefined || made.status !== 0) {
      context.skip("the sources of locales are not installed");
      return;
    }
    const env = { PATH: "/usr/bin:/bin", LOCPATH: folder, LC_ALL: `${locale}.UTF-8` };
    const sorted = execFileSync("sort", { input: names.join("\n"), env })
      .toString()
      .trimEnd()
      .split("\n");
    const ours = makeContext("/");
    setPlain(ours, "LC_ALL", env.LC_ALL);
    setPlain(ours, "LOCPATH", folder);
    assert.deepEqual(sortNames(names, ours), sorted);
  });
}

test("a locale that is not installed gives the order of bytes", () => {
  const context = makeContext("/");
  setPlain(context, "LC_ALL", "en_US.UTF-8");
  setPlain(context, "LOCPATH", "/nonexistent");
  assert.deepEqual(sortNames(["b", "a", "B", "é"], context), ["B", "a", "b", "é"]);
});
