import { namesAnswered } from "../../tasks/common/names-answered.ts";
import { removeTask } from "../../tasks/remove.ts";
import { gatherPackages, withAdvice } from "../gather-packages.ts";
import { wireTask } from "../task-wiring.ts";

export const removeWiring = wireTask(removeTask, (answers, session) => {
  const operation = answers.settings === "delete" ? "purge" : "remove";
  const names = namesAnswered(answers, "packages");
  return withAdvice(gatherPackages({ operation, names }, session), howToFind);
});

const howToFind =
  "Look at how it is spelt, or find it among what is here: `handrail remove` searches as you type.";
