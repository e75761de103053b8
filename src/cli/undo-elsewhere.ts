import { spawnSync } from "node:child_process";
import { exitStatus } from "./exit-status.ts";
import { handrailProgram } from "./handrail-program.ts";

/** What only `handrail` can take back, since it is a plan: hands over to it. */
export function undoByHandrail(id: string): number {
  const { status } = spawnSync(handrailProgram(), ["undo", "--", id], { stdio: "inherit" });
  return status ?? exitStatus.stepFailed;
}
