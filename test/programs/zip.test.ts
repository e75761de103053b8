import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zipProgram } from "../../src/programs/zip.ts";
import { runModelAndReal } from "../support/model-run.ts";
import { skipUnless } from "../support/need.ts";

const fixture = `
  mkdir -p s/sub; echo a > s/a; echo b > s/sub/b; ln -s a s/l; zip -q old.zip s/a; chmod 600 old.zip; mkdir shut; chmod 555 shut`;

const lines = [
  "zip -q new s/a",
  "zip -q new.zip s/a nosuch",
  "zip -q new nosuch",
  "zip -qr new s",
  "zip -q old.zip s/sub/b",
  "zip -qm new s/a",
  "zip -qrm new s",
  "zip -qj9 new.cbz s/a",
  "zip -q -dg new s/a",
  "zip -q shut/new s/a",
  "zip -q -r nodir/new s",
];

describe("zip", { skip: skipUnless({ root: true, tools: ["zip", "setpriv"] }) }, () => {
  for (const line of lines) {
    it(line, () => {
      const { model, real } = runModelAndReal(zipProgram, line.split(" "), { fixture, as: "user" });
      // The bytes of an archive are not foretold, so only what changes is compared.
      assert.deepEqual(model.changes, real.changes);
      assert.equal(model.status, real.status, real.errors);
    });
  }

  it("says that options of two letters are not modelled", () => {
    const words = ["zip", "-TT", "unzip -tq", "new", "s/a"];
    const { unknown } = runModelAndReal(zipProgram, words, { fixture, as: "user" });
    assert.notDeepEqual(unknown, []);
  });
});
