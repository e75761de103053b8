import assert from "node:assert/strict";
import { test } from "node:test";
import { readCases, seriousFindings, worstOf } from "../support/cases.ts";

const rows = readCases("risky.tsv");

for (const [expect = "", as = "", line = "", guard = ""] of rows) {
  const skip = expect.startsWith("later:") ? guard : false;
  test(`${expect}: ${as}: ${line}`, { skip }, () => {
    assert.ok(as === "user" || as === "root", as);
    const found = seriousFindings(line, as);
    assert.equal(worstOf(found), expect, JSON.stringify(found));
    assert.ok(
      found.some((one) => one.guard === guard),
      `${guard} says nothing, only ${JSON.stringify(found)}`,
    );
  });
}

/** Lines of one command as they stand, which an administrator types behind sudo. */
const plain = rows.filter(
  ([expect = "", as, line = ""]) =>
    as === "root" && !expect.startsWith("later:") && !/[;&|<>~]|^(cd|for|eval) |^:/.test(line),
);

test("what root should not do is seen behind sudo as well", () => {
  const missed = plain.filter(
    ([, , line = ""]) => seriousFindings(`sudo ${line}`, "user").length === 0,
  );
  // At the machine itself nobody is cut off, and what only root can list is not matched.
  assert.ok(missed.length <= plain.length * 0.03, missed.map(([, , line]) => line).join("\n"));
  assert.ok(plain.length >= 300);
});

test("nearly every mistake is seen", () => {
  const missed = rows.filter(([expect = ""]) => expect.startsWith("later:"));
  assert.ok(rows.length >= 700, `${rows.length} rows`);
  assert.ok(missed.length <= rows.length * 0.1, `${missed.length} of ${rows.length} later`);
});
