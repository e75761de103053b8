import { refreshTask } from "../../tasks/refresh.ts";
import { wireTask } from "../task-wiring.ts";

export const refreshWiring = wireTask(refreshTask, () => undefined);
