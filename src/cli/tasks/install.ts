import { namesAnswered } from "../../tasks/common/names-answered.ts";
import { installTask } from "../../tasks/install.ts";
import { gatherPackages } from "../gather-packages.ts";
import { wireTask } from "../task-wiring.ts";

export const installWiring = wireTask(installTask, (answers, session) =>
  gatherPackages({ operation: "install", names: namesAnswered(answers, "packages") }, session),
);
