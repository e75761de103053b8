import { probeDueRestarts } from "../../system/check-up/due-restarts.ts";
import { restartTask } from "../../tasks/restart.ts";
import { wireTask } from "../task-wiring.ts";

export const restartWiring = wireTask(restartTask, () => {
  const found = probeDueRestarts();
  const programs = found.kind === "known" ? found.facts.programs : [];
  return { stale: programs.flatMap(({ unit }) => unit ?? []) };
});
