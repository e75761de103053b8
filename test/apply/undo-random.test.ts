import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { it } from "node:test";
import { makeRandom } from "../support/random.ts";
import { assertRoundTrip } from "../support/round-trip.ts";
import { makeContext, makeFolder, runBash } from "../support/trial.ts";

/** Enough for every test run; HANDRAIL_TEST_ROUNDS asks for more, HANDRAIL_TEST_SEED for others. */
const rounds = Number(process.env.HANDRAIL_TEST_ROUNDS ?? 25);
const firstSeed = Number(process.env.HANDRAIL_TEST_SEED ?? 1);

const names = ["a", "b", "c", "d/e", "d/f", "d/g/h", "d", "d/g", "x/y", "x", "z"];
const tree = `
mkdir -p d/g x; for f in a b d/e d/g/h; do echo "$f" > "$f"; done; ln a x/y; ln -s d c; ln d/e d/f
touch -d @1500000000.000000007 a b d/e; touch -d @1500000001.5 d/g x d .
chmod 640 b; chmod 700 x
`;

/** Commands on random names; many of them fail, which is as it should be. */
const commands: readonly ((pick: () => string) => string)[] = [
  (pick) => `rm -f ${pick()}`,
  (pick) => `rm -rf ${pick()}`,
  (pick) => `mv -f ${pick()} ${pick()}`,
  (pick) => `mv -T ${pick()} ${pick()}`,
  (pick) => `cp -dp ${pick()} ${pick()}`,
  (pick) => `cp ${pick()} ${pick()}`,
  (pick) => `ln -f ${pick()} ${pick()}`,
  (pick) => `ln -sfn ${pick()} ${pick()}`,
  (pick) => `echo ${pick()} > ${pick()}`,
  (pick) => `echo ${pick()} >> ${pick()}`,
  (pick) => `mkdir -p ${pick()}`,
  (pick) => `rmdir ${pick()}`,
  (pick) => `chmod ${["600", "755", "2770", "a-w", "u+s"].at(pick().length % 5)} ${pick()}`,
  (pick) => `chmod -R g+w ${pick()}`,
  (pick) => `touch ${pick()}`,
  (pick) => `touch -h -d @1400000000.25 ${pick()}`,
  (pick) => `sed -i s/d/DD/ ${pick()}`,
  (pick) => `truncate -s 3 ${pick()}`,
];

for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
  const line = makeLine(seed);
  it(`undo of random line ${seed}: ${line}`, () => {
    const place = makeFolder();
    try {
      const folder = join(place, "work");
      spawnSync("mkdir", [folder]);
      assert.equal(runBash(tree, folder).errors, "");
      assertRoundTrip(line, folder, makeContext(join(place, "state")));
    } finally {
      spawnSync("chmod", ["-R", "u+rwX", "--", place]);
      rmSync(place, { recursive: true, force: true });
    }
  });
}

function makeLine(seed: number): string {
  const random = makeRandom(seed);
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const count = 1 + Math.floor(random() * 7);
  return Array.from({ length: count }, () => choose(commands)(() => choose(names))).join("; ");
}
