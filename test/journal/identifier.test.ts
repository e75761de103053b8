import assert from "node:assert/strict";
import { it } from "node:test";
import { isIdentifier, makeIdentifier } from "../../src/journal/identifier.ts";

it("names entries so that they sort by time", () => {
  const times = [0, 1, 33, 60_000, 86_400_000, 31_536_000_000].map(
    (plus) => Date.UTC(2026, 10, 22) + plus,
  );
  const ids = times.map((time) => makeIdentifier(time, 0));
  assert.deepEqual(ids.toSorted(), ids);
  assert.ok(ids.every(isIdentifier), ids.join(" "));
});

it("gives another name for another attempt", () => {
  assert.notEqual(makeIdentifier(Date.UTC(2027, 0), 0), makeIdentifier(Date.UTC(2027, 0), 1));
});

it("takes nothing else for a name", () => {
  for (const text of ["", "..", "../x", "abcdefi", "0000000/", "00000000", "lock", "ABCDEFG"]) {
    assert.equal(isIdentifier(text), false, text);
  }
});
