import { levelInGecos } from "../../system/level.ts";
import { levelTask } from "../../tasks/level.ts";
import { wireTask } from "../task-wiring.ts";

export const levelWiring = wireTask(levelTask, (_answers, { engine, configuration }) => {
  const { accounts, caller } = engine.machine.facts;
  const uid = accounts.user(caller.loginName)?.uid ?? caller.identity.uid;
  const gecos = accounts.gecos(uid);
  const written = levelInGecos(gecos);
  const { levels } = configuration.policy;
  const fixed = levels.get(caller.loginName) ?? levels.get("*");
  return {
    user: caller.loginName,
    parts: Math.min(gecos.length, 5),
    ...(written === undefined ? {} : { written }),
    ...(fixed === undefined ? {} : { fixed }),
  };
});
