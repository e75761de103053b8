import { findWaitingConfigurations } from "../../system/packages/waiting-configurations.ts";
import { takeConfigurationTask } from "../../tasks/take-configuration.ts";
import { wireTask } from "../task-wiring.ts";

export const takeConfigurationWiring = wireTask(takeConfigurationTask, () => ({
  waiting: findWaitingConfigurations(),
}));
