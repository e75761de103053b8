import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ForeseeClient, installDriver } from "../suite/foresee-client.ts";
import { accountOf, environmentOf, type Runner } from "../suite/real-run.ts";
import { type Grade, scoreLine } from "../suite/score.ts";
import { makeThrowaway } from "../suite/throwaway.ts";
import { compareTrees, readTree } from "../suite/tree-changes.ts";
import { plantTree, type TreePlan } from "./random-tree.ts";
import { SealedBash } from "./sealed-bash.ts";

/** What came of one random line. */
export interface Outcome {
  readonly grade: Grade;
  readonly detail: string;
}

/** Lines that only the limits of the sealed bash ended prove nothing. */
const endless: Outcome = { grade: "exact", detail: "no end" };

/** Foresees random lines over random trees as one account and really runs them. */
export interface TrialGround {
  try(line: string, plan: TreePlan): Promise<Outcome>;
  close(): void;
}

/** Needs root. */
export async function openTrialGround(runner: Runner): Promise<TrialGround> {
  const throwaway = makeThrowaway("random");
  await installDriver(throwaway.path);
  const caller = join(throwaway.path, "caller");
  mkdirSync(caller);
  const { uid } = accountOf(runner);
  execFileSync("chown", [`${uid}:${uid}`, caller]);
  const client = new ForeseeClient(throwaway.path, runner, caller);
  const bash = new SealedBash(throwaway.path);
  // Deep enough for every .. of a line to stay in it.
  const around = join(throwaway.path, "case");
  const home = join(around, "1/2/3/4/home");
  const owners = { own: uid, foreign: uid === 0 ? 33 : 0 };
  return {
    try: async (line, plan) => {
      // What an earlier line left running may still write while it is removed.
      rmSync(around, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      plantTree(plan, home, owners);
      const hasLists = line.includes("setfacl");
      const before = readTree(around, hasLists);
      const environment = environmentOf(runner, home);
      const foreseen = await client.ask({ kind: "foresee", line, directory: home, environment });
      const isEnded = await bash.run(line, runner, home);
      const real = compareTrees(before, readTree(around, hasLists));
      const suiteLine = { fixture: "fixture", name: "random", line, isUnknowable: false } as const;
      const { grade, detail } = scoreLine(suiteLine, foreseen, real);
      if (grade !== "exact" && (!isEnded || isOvergrown(around))) return endless;
      return { grade, detail: detail.replaceAll(home, "~") };
    },
    close: () => {
      client.close();
      bash.close();
      throwaway.remove();
    },
  };
}

/** Whether a file grew up to the limit of sealed-bash.ts. */
function isOvergrown(folder: string): boolean {
  return execFileSync("find", [folder, "-type", "f", "-size", "+1990k", "-print"]).length > 0;
}
