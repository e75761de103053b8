import { isInterrupted } from "../../system/packages/interrupted.ts";
import { configurePackagesTask } from "../../tasks/configure-packages.ts";
import { askNow, packageManager } from "../package-manager.ts";
import { wireTask } from "../task-wiring.ts";

export const configurePackagesWiring = wireTask(configurePackagesTask, (_answers, session) => ({
  unfinished: askNow(packageManager.unfinished(), session),
  isInterrupted: isInterrupted(),
  isLacking: askNow(packageManager.isLacking(), session),
}));
