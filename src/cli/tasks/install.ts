import { namesAnswered } from "../../tasks/common/names-answered.ts";
import { installTask } from "../../tasks/install.ts";
import type { PackageTaskFacts } from "../../tasks/packages/facts.ts";
import { gatherPackages, withAdvice } from "../gather-packages.ts";
import { searchPackages } from "../package-search.ts";
import type { Session } from "../session.ts";
import { wireTask } from "../task-wiring.ts";

export const installWiring = wireTask(installTask, async (answers, session) => {
  const names = namesAnswered(answers, "packages");
  const facts = gatherPackages({ operation: "install", names }, session);
  return withFound(facts, names, session);
});

const howToFind =
  "Look at how it is spelt, or find it by what it is for: `handrail install` searches as you type.";

/** Words that are no package's name may say what it is for: `web server`. */
async function withFound(
  facts: PackageTaskFacts,
  words: readonly string[],
  session: Session,
): Promise<PackageTaskFacts> {
  const { simulation } = facts;
  if (simulation.kind !== "failure" || simulation.failure.kind !== "no-such-package") return facts;
  if (simulation.failure.near !== undefined && words.length === 1) return facts;
  const { found } = await searchPackages({ text: words.join(" ") }, session);
  const near = [...new Set(found.flatMap(({ name, fills = [name] }) => fills))].slice(0, 5);
  if (near.length === 0) return withAdvice(facts, howToFind);
  return { ...facts, simulation: { ...simulation, failure: { ...simulation.failure, near } } };
}
