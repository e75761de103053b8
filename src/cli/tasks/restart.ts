import { existsSync } from "node:fs";
import { unitDirectories } from "../../domain/running-facts.ts";
import { probeDueRestarts } from "../../system/check-up/due-restarts.ts";
import { restartTask, servicesAnswered } from "../../tasks/restart.ts";
import type { Session } from "../session.ts";
import { wireTask } from "../task-wiring.ts";

export const restartWiring = wireTask(restartTask, (answers, session) => {
  const found = probeDueRestarts();
  const programs = found.kind === "known" ? found.facts.programs : [];
  const { isSystemd } = session.engine.machine.facts.services;
  return {
    stale: programs.flatMap(({ unit }) => unit ?? []),
    isSystemd,
    unknown: servicesAnswered(answers).filter((unit) => !isThere(unit, session)),
  };
});

/** By its file, or its template's; what was made on the fly has none and runs. */
function isThere(unit: string, { engine }: Session): boolean {
  const names = [unit, unit.replace(/@.*\./, "@.")];
  const hasFile = unitDirectories.some((directory) =>
    names.some((name) => existsSync(`${directory}/${name}`)),
  );
  return hasFile || engine.machine.facts.services.isRunning(unit) === true;
}
