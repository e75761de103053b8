import type { Task } from "../domain/task.ts";
import type { Answers, TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";
import { joinWords, showName } from "../domain/text.ts";
import { namesAnswered } from "./common/names-answered.ts";

/** What is known of a service that is to be restarted. */
export interface RestartFacts {
  /** Services that still run what was replaced. */
  readonly stale: readonly string[];
  /** Whether systemd runs this machine: nothing else here starts services anew. */
  readonly isSystemd: boolean;
  /** Of the services asked about, those that systemd does not know. */
  readonly unknown: readonly string[];
}

/** Services that still run an old version of themselves. */
export const restartTask: Task<RestartFacts> = {
  id: "restart",
  title: "Restart services",
  purpose: "services that still run what an update replaced",
  synonyms: ["reload", "service", "daemon", "old version", "needrestart"],
  questions: [{ key: "units", ask: "Which services", kind: "names", preset: [] }],
  plan(answers, { stale, isSystemd, unknown }): TaskPlan | TaskProblem {
    const named = servicesAnswered(answers);
    const units = named.length > 0 ? named : stale;
    const wrong = units.find(
      (unit) => !/^[\w@.:\\-]+\.service$/.test(unit) || unit.startsWith("-"),
    );
    if (wrong !== undefined) {
      return {
        kind: "cannot",
        sentence: `${wrong} is no name of a service; such names end in .service.`,
      };
    }
    if (units.length === 0) {
      return { kind: "nothing-to-do", sentence: "No service runs an old version." };
    }
    if (!isSystemd) return { kind: "cannot", sentence: noSystemd };
    const [strange] = unknown;
    if (strange !== undefined) {
      return {
        kind: "cannot",
        sentence: `There is no service ${showName(strange)} on this machine. systemctl list-units lists those there are.`,
      };
    }
    return {
      task: "restart",
      answers: { units },
      title: `Restart ${joinWords(units.map((unit) => unit.replace(/\.service$/, "")))}`,
      steps: units.map(stepFor),
      remarks: ["Whoever is connected to a service may lose that connection."],
    };
  },
};

/** The services that were named, `ssh` being short for `ssh.service`. */
export function servicesAnswered(answers: Answers): readonly string[] {
  return namesAnswered(answers, "units").map((name) =>
    name.includes(".") ? name : `${name}.service`,
  );
}

const noSystemd =
  "No systemd runs this machine, so Handrail restarts no services here. Start the program anew in the way it was started.";

function stepFor(unit: string): TaskStep {
  return {
    title: "restart a service",
    action: { kind: "service", unit, operation: "restart" },
    runAs: "root",
    verify: { kind: "service", unit, isActive: true },
    inverse: { kind: "none", reason: "what ran before is not brought back" },
  };
}
