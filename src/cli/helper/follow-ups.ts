import type { FollowUp } from "../../domain/apply-event.ts";
import type { TaskPlan } from "../../domain/task-plan.ts";
import { countOf, listWords, showName } from "../../domain/text.ts";
import { probeDueRestarts } from "../../system/check-up/due-restarts.ts";
import { findWaitingConfigurations } from "../../system/packages/waiting-configurations.ts";

/**
 * What a run leaves to be settled by the person, against how things were before: configuration files
 * that were changed here and have a newer version, services that still run what was replaced.
 */
export function watchForFollowUps(plan: TaskPlan): () => readonly FollowUp[] {
  const isConcerned = plan.steps.some(({ action }) => /packages$/.test(action.kind));
  if (!isConcerned) return () => [];
  const waitingBefore = new Set(findWaitingConfigurations().map(({ path }) => path));
  const staleBefore = new Set(staleUnits());
  return () => [
    ...findWaitingConfigurations()
      .filter(({ path }) => !waitingBefore.has(path))
      .map(({ path }) => ({
        sentence: `${showName(path)} was changed here and stays; there is a newer version of it.`,
        task: "take-configuration",
        answers: { paths: [path] },
        label: "compare",
      })),
    ...restarts(staleUnits().filter((unit) => !staleBefore.has(unit))),
  ];
}

function restarts(units: readonly string[]): readonly FollowUp[] {
  if (units.length === 0) return [];
  const names = listWords(units.map((unit) => unit.replace(/\.service$/, "")));
  const run = units.length === 1 ? "still runs" : "still run";
  return [
    {
      sentence: `${countOf(units.length, "service")} ${run} what was replaced: ${names}.`,
      task: "restart",
      answers: { units },
      label: "restart",
    },
  ];
}

function staleUnits(): readonly string[] {
  const found = probeDueRestarts();
  return found.kind === "known" ? found.facts.programs.flatMap(({ unit }) => unit ?? []) : [];
}
