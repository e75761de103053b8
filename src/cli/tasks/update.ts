import type { PackageTaskFacts } from "../../tasks/packages/facts.ts";
import { problemWithNames } from "../../tasks/packages/valid-names.ts";
import { updateScope, updateTask } from "../../tasks/update.ts";
import { gatherPackages, namesOfSecurityUpdates, withAdvice } from "../gather-packages.ts";
import { askNow, packageManager } from "../package-manager.ts";
import type { Session } from "../session.ts";
import { wireTask } from "../task-wiring.ts";

export const updateWiring = wireTask(updateTask, (answers, session) => {
  const scope = updateScope(answers);
  if (scope.kind === "all") return gatherPackages({ operation: "upgrade", names: [] }, session);
  const names = scope.kind === "chosen" ? scope.names : namesOfSecurityUpdates(session);
  const facts = withAdvice(gatherPackages({ operation: "upgrade", names }, session), howToFind);
  return scope.kind === "chosen" ? withAbsent(facts, names, session) : facts;
});

const howToFind = "Look at how it is spelt; `handrail update` lists what has a newer version.";

/** An update of what is not there looks to the manager like one of what is new enough. */
function withAbsent(
  facts: PackageTaskFacts,
  names: readonly string[],
  session: Session,
): PackageTaskFacts {
  const { simulation } = facts;
  const isIdle = simulation.kind === "transaction" && simulation.changes.length === 0;
  if (!isIdle || names.length === 0 || problemWithNames(names) !== undefined) return facts;
  const bare = names.map((name) => name.replace(/[:=].*/, ""));
  const there = new Set(
    askNow(packageManager.states(bare), session).map(({ name }) => name.replace(/:.*/, "")),
  );
  return { ...facts, absent: bare.filter((name) => !there.has(name)) };
}
