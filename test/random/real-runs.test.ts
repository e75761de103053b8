import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { skipUnless } from "../support/need.ts";
import { arbitraryLine } from "./random-lines.ts";
import { arbitraryTree } from "./random-tree.ts";
import { openTrialGround } from "./trial.ts";

const tools = ["unshare", "setpriv", "bash", "tar", "gzip", "bzip2", "xz", "zip", "rsync"];
const seed = Number(process.env.RANDOM_SEED ?? 20_261_122);
/** As each account. */
const count = Number(process.env.RANDOM_LINES ?? 1000);

/** Share of the lines that must be foreseen without a word of doubt. */
const wanted = 0.97;

for (const runner of ["user", "root"] as const) {
  const skip = skipUnless({ root: true, tools: [...tools, "busybox", "setfacl"] });
  describe(`random lines as ${runner}`, { skip }, () => {
    it("come out as foretold, or doubt is told", { timeout: 600_000 }, async (test) => {
      test.diagnostic(`RANDOM_SEED=${seed} RANDOM_LINES=${count}`);
      const ground = await openTrialGround(runner);
      let admitted = 0;
      const property = fc.asyncProperty(arbitraryLine(), arbitraryTree(), async (line, plan) => {
        const { grade, detail } = await ground.try(line, plan);
        if (grade === "admitted") admitted += 1;
        assert.ok(grade === "exact" || grade === "admitted", `${grade}: ${line}\n${detail}`);
      });
      try {
        await fc.assert(property, { seed, numRuns: count });
      } finally {
        ground.close();
      }
      test.diagnostic(`${count - admitted} of ${count} exactly right`);
      assert.ok(admitted <= (1 - wanted) * count, `${admitted} of ${count} said unknown`);
    });
  });
}
