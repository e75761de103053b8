import type { PackageRequest, PackageSimulation } from "../domain/packages.ts";
import { isInterrupted } from "../system/packages/interrupted.ts";
import { type PackageTaskFacts, versionsLeaving } from "../tasks/packages/facts.ts";
import { problemWithNames } from "../tasks/packages/valid-names.ts";
import { askNow, packageManager } from "./package-manager.ts";
import type { Session } from "./session.ts";

/** What a task about packages has to know: the manager's plan, and what an undo would need. */
export function gatherPackages(request: PackageRequest, session: Session): PackageTaskFacts {
  const simulation = planFor(request, session);
  const none = { automatic: new Set<string>(), obtainable: new Set<string>() };
  if (simulation.kind === "failure" || simulation.changes.length === 0) {
    return { simulation, ...none };
  }
  const before = simulation.changes.filter((change) => change.before !== undefined);
  const states = askNow(packageManager.states(before.map(({ name }) => name)), session);
  const leaving = versionsLeaving(simulation);
  return {
    simulation,
    automatic: new Set(states.filter((state) => state.isAutomatic).map(({ name }) => name)),
    obtainable: askNow(packageManager.obtainable(leaving), session),
  };
}

/** Where no package of that name is known, and none like it, the sentence says how to find one. */
export function withAdvice(facts: PackageTaskFacts, advice: string): PackageTaskFacts {
  const { simulation } = facts;
  if (simulation.kind !== "failure" || simulation.failure.kind !== "no-such-package") return facts;
  const { failure } = simulation;
  if (failure.near !== undefined) return facts;
  const told = { ...failure, sentence: `${failure.sentence} ${advice}` };
  return { ...facts, simulation: { ...simulation, failure: told } };
}

/** Names of packages whose update mends a security fault. */
export function namesOfSecurityUpdates(session: Session): readonly string[] {
  const simulation = simulate({ operation: "upgrade", names: [] }, session);
  if (simulation.kind === "failure") return [];
  return simulation.changes.filter(({ isSecurity }) => isSecurity).map(({ name }) => name);
}

/** An update of no name at all would be one of everything; no other request without names is one. */
function planFor(request: PackageRequest, session: Session): PackageSimulation {
  const { names, operation } = request;
  const isWholeUpdate = operation === "upgrade" && names.length === 0;
  if (!isWholeUpdate && names.length === 0) return nothing;
  if (isInterrupted()) return interrupted;
  // What is no name is never shown to the manager, which could read a pattern in it.
  return problemWithNames(names) === undefined ? simulate(request, session) : nothing;
}

/** The manager makes a plan then, too, and carries none out. */
const interrupted: PackageSimulation = {
  kind: "failure",
  failure: {
    kind: "broken",
    sentence:
      "An earlier run of the package manager was cut off. Finish that first: handrail configure-packages.",
  },
};

const nothing: PackageSimulation = { kind: "transaction", changes: [], keptBack: [] };

function simulate(request: PackageRequest, { engine }: Session): PackageSimulation {
  const sentence = "This machine has no package manager that is known here.";
  const failure = { kind: "failure", failure: { kind: "no-manager", sentence } } as const;
  return engine.machine.facts.packages.simulate?.(request) ?? failure;
}
