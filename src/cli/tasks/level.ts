import { levelInGecos } from "../../system/level.ts";
import { levelTask } from "../../tasks/level.ts";
import { wireTask } from "../task-wiring.ts";

export const levelWiring = wireTask(levelTask, (_answers, { engine, level, configuration }) => {
  const { accounts, caller } = engine.machine.facts;
  const uid = accounts.user(caller.loginName)?.uid ?? caller.identity.uid;
  const written = levelInGecos(accounts.gecos(uid));
  const { levels } = configuration.policy;
  const fixed = levels.get(caller.loginName) ?? levels.get("*");
  return {
    user: caller.loginName,
    level,
    ...(written === undefined ? {} : { written }),
    ...(fixed === undefined ? {} : { fixed }),
  };
});
