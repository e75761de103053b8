import { permissionsTask } from "../../tasks/permissions.ts";
import { gatherPermissions } from "../gather-permissions.ts";
import { wireTask } from "../task-wiring.ts";

export const permissionsWiring = wireTask(permissionsTask, gatherPermissions);
