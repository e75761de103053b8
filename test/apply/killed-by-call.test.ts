import { rmSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { bundleWorker } from "../support/bundle-worker.ts";
import { CutOff, type CutOffSubject, faults } from "../support/cut-off.ts";
import { skipUnless } from "../support/need.ts";
import { makeFolder } from "../support/trial.ts";

/** Each call takes a second or two: HANDRAIL_TEST_STRIDE=1 asks for all of them. */
const stride = Number(process.env.HANDRAIL_TEST_STRIDE ?? 60);
const kills = Number(process.env.HANDRAIL_TEST_KILLS ?? 8);
const seed = Number(process.env.HANDRAIL_TEST_SEED ?? 1);

/** Kept as links and copies, and run by bash. */
const line: CutOffSubject = {
  tree: `
mkdir -p docs/deep; echo 1 > docs/one; echo 2 > docs/deep/two; ln docs/one twin; ln -s docs link
echo text > notes; echo other > other; chmod 640 notes; truncate -s 2M big
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs other big .`,
  line: "rm -r docs; echo changed > notes; mv other moved; chmod 600 twin; mkdir made; echo x > made/x; echo y >> big; rm link; mkdir link",
  oldLines: ["rm notes", "echo x > other; rm -r docs"],
  stride,
};

/** Goes by how many names a file has, so that all is kept in copies. */
const copies: CutOffSubject = {
  tree: `
echo text > notes; echo other > other; ln other docs; seq 20000 > big; chmod 640 notes
touch -d @1500000000.000000007 notes big; touch -d @1500000001.25 other .`,
  line: "cp notes other; sed -i s/text/TEXT/ notes; gzip big; rm docs",
  oldLines: ["gzip big", "rm docs"],
  stride,
};

/** Moved into the store as they are. */
const trees: CutOffSubject = {
  tree: `
mkdir -p big/sub/deep big/other small/inner; (cd big/sub; touch {1..400}); echo 1 > big/one
(cd big/sub/deep; touch {1..400}); (cd big/other; touch {1..300}); ln big/one twin; chmod 700 big/sub
ln -s nowhere big/link; echo s > small/s; echo i > small/inner/i; echo lone > lone
touch -d @1500000000.000000007 big/sub big . small small/inner`,
  line: "rm -rf big small/inner lone",
  oldLines: ["rm -rf big", "rm -r small"],
  stride: Math.ceil(stride / 4),
};

/** The same path by path, since they are few: kept, undone and purged in several directories. */
const directories: CutOffSubject = {
  tree: `
mkdir -p one/two/three one/four five; ln -s one/two link
for d in one one/two one/two/three one/four five; do echo $d > $d/a; echo b > $d/b; ln $d/a $d/c; done
touch -d @1500000000.000000007 one/two/three one/two one five .`,
  line: "rm -r one/two five; mkdir five; mv one/four five/in; chmod 700 one",
  oldLines: ["rm -r one/two", "rm -r five", "rm -r one"],
  stride,
};

const skip = skipUnless({ root: true, tools: ["strace"] });
for (const [name, subject] of Object.entries({ line, copies, trees, directories })) {
  describe(`a guard that is cut off: ${name}`, { skip }, () => {
    let folder = "";
    let cutOff: CutOff;
    before(async () => {
      folder = makeFolder();
      cutOff = new CutOff(await bundleWorker("guard-worker", folder), subject);
    });
    after(() => {
      cutOff.close();
      rmSync(folder, { recursive: true, force: true });
    });

    for (const fault of faults) {
      it(`${fault}, while it is kept, run and recorded`, (t) => {
        t.diagnostic(`${cutOff.cutOffRun(fault)} calls`);
      });
      it(`${fault}, while it is undone`, (t) => {
        t.diagnostic(`${cutOff.cutOffUndo(fault)} calls`);
      });
      it(`${fault}, while what is old is let go of`, (t) => {
        t.diagnostic(`${cutOff.cutOffPurge(fault)} calls`);
      });
    }
    it("killed at any time", () => cutOff.killAtRandom(kills, seed));
  });
}
