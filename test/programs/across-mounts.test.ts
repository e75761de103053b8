import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, it } from "node:test";
import { mvProgram } from "../../src/programs/mv.ts";
import { runModelAndReal } from "../support/model-run.ts";
import { snapshot } from "../support/model-snapshot.ts";
import { skipUnless } from "../support/need.ts";

const fixture = `
  mkdir -p dir/sub; echo a > a; chmod 640 a; echo x > dir/x; chmod 4755 dir/x; ln dir/x dir/hard; ln -s x dir/link; echo s > dir/sub/s
  chmod 2750 dir/sub; touch -d @5 a; mkfifo dir/pipe; mkdir empty; ln -s nowhere dangling; echo b > b; chmod 500 empty`;

function isOtherMount(): boolean {
  try {
    return lstatSync("/dev/shm").dev !== lstatSync(tmpdir()).dev;
  } catch {
    return false;
  }
}

const skip =
  skipUnless({ root: true, tools: ["setpriv"] }) ||
  (isOtherMount() ? false : "needs a second mount at /dev/shm");

/** Moves out of the fixture to another mount: what is gone here, and what is made there. */
for (const as of ["root", "user"] as const) {
  describe(`mv across mounts as ${as}`, { skip }, () => {
    for (const line of [
      "mv a T",
      "mv a T/new",
      "mv dir T",
      "mv dir T/new",
      "mv dangling T",
      "mv a b dir T",
      "mv -n a T",
      "mv -v a T",
      "mv empty T",
      "mv nosuch a T",
      "mv -bv a T",
    ]) {
      it(line, () => compareMove(line, as));
    }
  });
}

function compareMove(line: string, as: "root" | "user"): void {
  const target = mkdtempSync("/dev/shm/handrail-");
  try {
    const afterwards = `chown 1000:1000 ${target}; chmod 4755 dir/x; chmod 2750 dir/sub`;
    const words = line.split(" ").map((word) => word.replace(/^T/, target));
    const { model, real, unknown } = runModelAndReal(mvProgram, words, { fixture, afterwards, as });
    assert.deepEqual(unknown, []);
    assert.deepEqual(model.tree, real.tree);
    assert.equal(model.status, real.status, real.errors);
    if (model.output !== undefined) assert.equal(model.output, real.output);
    assert.equal(model.errors, real.errors);
    const made = Object.keys(snapshot(target)).filter((name) => name !== ".");
    const foretold = model.changes.filter(({ path }) => path.startsWith(`${target}/`));
    assert.deepEqual(
      foretold.map(({ path }) => path.slice(target.length + 1)).toSorted(),
      made.toSorted(),
    );
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}
