import { updateScope, updateTask } from "../../tasks/update.ts";
import { gatherPackages, namesOfSecurityUpdates } from "../gather-packages.ts";
import { wireTask } from "../task-wiring.ts";

export const updateWiring = wireTask(updateTask, (answers, session) => {
  const scope = updateScope(answers);
  if (scope.kind === "all") return gatherPackages({ operation: "upgrade", names: [] }, session);
  const names = scope.kind === "chosen" ? scope.names : namesOfSecurityUpdates(session);
  return gatherPackages({ operation: "upgrade", names }, session);
});
