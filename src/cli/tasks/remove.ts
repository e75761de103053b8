import { namesAnswered } from "../../tasks/common/names-answered.ts";
import { removeTask } from "../../tasks/remove.ts";
import { gatherPackages } from "../gather-packages.ts";
import { wireTask } from "../task-wiring.ts";

export const removeWiring = wireTask(removeTask, (answers, session) => {
  const operation = answers.settings === "delete" ? "purge" : "remove";
  return gatherPackages({ operation, names: namesAnswered(answers, "packages") }, session);
});
