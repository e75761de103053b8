/**
 * Many random lines, by hand: `node test/random/by-hand.ts COUNT [SEED] [user|root]`. Goes on after
 * a failing line and prints each as JSON, then the figures. Needs root.
 */
import fc from "fast-check";
import type { Runner } from "../suite/real-run.ts";
import { arbitraryLine } from "./random-lines.ts";
import { arbitraryTree } from "./random-tree.ts";
import { openTrialGround } from "./trial.ts";

const [, , count = "1000", seed = String(Date.now() % 1e9), runner = "user"] = process.argv;
const account: Runner = runner === "root" ? "root" : "user";
const ground = await openTrialGround(account);
const grades = new Map<string, number>();
const cases = fc.tuple(arbitraryLine(), arbitraryTree());
let left = Number(count);
const started = Date.now();
for (let round = 0; left > 0; round += 1, left -= 500) {
  const options = { numRuns: Math.min(500, left), seed: Number(seed) + round };
  for (const [line, plan] of fc.sample(cases, options)) {
    const { grade, detail } = await ground.try(line, plan);
    const name = detail === "no end" ? detail : grade;
    grades.set(name, (grades.get(name) ?? 0) + 1);
    if (name !== "exact") console.log(JSON.stringify({ grade: name, line, detail, plan }));
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  console.error(`seed ${seed} ${runner} ${seconds} s`, Object.fromEntries(grades));
}
ground.close();
