import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions } from "../../../src/packages/apt/versions.ts";
import { need } from "../../support/need.ts";

const pairs: readonly (readonly [older: string, newer: string])[] = [
  ["1.0", "1.1"],
  ["1.9", "1.10"],
  ["1.0~rc1", "1.0"],
  ["1.0", "1.0a"],
  ["1.0a", "1.0+b"],
  ["9.0", "1:0.1"],
  ["1.0-1", "1.0-1+deb12u1"],
  ["1.0-1~bpo12", "1.0-1"],
  ["2.36-9+deb12u9", "2.36-9+deb12u10"],
  ["1.0", "1.0-0.1"],
  ["007", "8"],
];

for (const [older, newer] of pairs) {
  test(`${older} is older than ${newer}`, () => {
    assert.ok(compareVersions(older, newer) < 0);
    assert.ok(compareVersions(newer, older) > 0);
    assert.equal(compareVersions(newer, newer), 0);
  });
}

test("any two versions stand as dpkg says", { skip: need("dpkg") }, () => {
  const part = fc.stringMatching(/^[0-9][0-9a-c.+~]{0,5}$/);
  const revision = fc.option(fc.stringMatching(/^[0-9a-c.+~]{1,4}$/), { nil: undefined });
  const epoch = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
  const version = fc.tuple(epoch, part, revision).map(([first, upstream, last]) => {
    return `${first === undefined ? "" : `${first}:`}${upstream}${last === undefined ? "" : `-${last}`}`;
  });
  fc.assert(
    fc.property(version, version, (one, two) => {
      const ours = Math.sign(compareVersions(one, two));
      assert.equal(ours, orderByDpkg(one, two), `${one} and ${two}`);
    }),
    { numRuns: 150 },
  );
});

function orderByDpkg(one: string, two: string): number {
  const holds = (relation: string): boolean =>
    spawnSync("dpkg", ["--compare-versions", one, relation, two]).status === 0;
  if (holds("lt")) return -1;
  return holds("gt") ? 1 : 0;
}
