import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { compareWithBash } from "./compare.ts";
import { makeOddTree } from "./odd-tree.ts";
import { arbitraryLine } from "./random-words.ts";
import { fullWorld } from "./worlds.ts";

const tree = makeOddTree();
after(tree.remove);

/** Another seed tries other words: HANDRAIL_SEED=7 node --test … */
const seed = Number(process.env.HANDRAIL_SEED ?? 5);

test("words at random become what bash makes of them", () => {
  const lines = fc.sample(arbitraryLine(), { seed, numRuns: 1500 });
  const differences = compareWithBash(lines, tree.directory, fullWorld);
  assert.deepEqual(
    differences.filter(({ ours }) => ours.kind !== "unknown"),
    [],
  );
});
