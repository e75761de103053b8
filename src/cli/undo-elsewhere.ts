import { spawnSync } from "node:child_process";
import { exitStatus } from "./exit-status.ts";
import { handrailProgram } from "./handrail-program.ts";

/** What only `handrail` can take back, since it is a plan: hands over to it. */
export function undoByHandrail(id: string, accepted: ReadonlySet<string> = new Set()): number {
  const yes = accepted.size === 0 ? [] : [`--yes=${[...accepted].join(",")}`];
  const words = ["undo", ...yes, "--", id];
  const { status } = spawnSync(handrailProgram(), words, { stdio: "inherit" });
  return status ?? exitStatus.stepFailed;
}
