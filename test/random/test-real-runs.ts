import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Runner } from "../suite/real-run.ts";
import { skipUnless } from "../support/need.ts";
import { arbitraryLine } from "./random-lines.ts";
import { arbitraryTree, type TreePlan } from "./random-tree.ts";
import { openTrialGround } from "./trial.ts";

const tools = ["unshare", "setpriv", "bash", "tar", "gzip", "bzip2", "xz", "zip", "rsync"];
const seed = Number(process.env.RANDOM_SEED ?? 20_261_122);
/** As each account. */
const count = Number(process.env.RANDOM_LINES ?? 1000);

/** Share of the lines that must be foreseen without a word of doubt. */
const wanted = 0.97;
/** Share that may be wrong in silence; the aim is none. Each is printed, to be mended in the model. */
const mistaken = 0.003;

/** Declares the test of random lines as one account. `RANDOM_SEED` and `RANDOM_LINES` are for runs by hand. */
export function testRealRuns(runner: Runner): void {
  const skip = skipUnless({ root: true, tools: [...tools, "busybox", "setfacl"] });
  describe(`random lines as ${runner}`, { skip }, () => {
    it("come out as foretold, or doubt is told", { timeout: 600_000 }, async (test) => {
      test.diagnostic(`RANDOM_SEED=${seed} RANDOM_LINES=${count}`);
      const ground = await openTrialGround(runner);
      const cases = fc.tuple(arbitraryLine(), arbitraryTree());
      const wrong: [line: string, plan: TreePlan][] = [];
      let admitted = 0;
      try {
        for (const [line, plan] of fc.sample(cases, { seed, numRuns: count })) {
          const { grade, detail } = await ground.try(line, plan);
          if (grade === "admitted") admitted += 1;
          else if (grade !== "exact") {
            wrong.push([line, plan]);
            test.diagnostic(`${grade}: ${JSON.stringify(line)}\n${detail}`);
          }
        }
      } finally {
        ground.close();
      }
      const exact = count - admitted - wrong.length;
      test.diagnostic(`${exact} of ${count} exactly right, ${admitted} said unknown`);
      assert.ok(wrong.length <= mistaken * count, JSON.stringify(wrong));
      assert.ok(exact >= wanted * count, `${exact} of ${count}`);
    });
  });
}
