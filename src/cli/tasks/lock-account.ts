import { probeAccountAccess } from "../../system/check-up/account-access.ts";
import { namesAnswered } from "../../tasks/common/names-answered.ts";
import { lockAccountTask } from "../../tasks/lock-account.ts";
import { wireTask } from "../task-wiring.ts";

export const lockAccountWiring = wireTask(lockAccountTask, (answers, { engine }) => {
  const found = probeAccountAccess();
  const { accounts, caller } = engine.machine.facts;
  return {
    access: found.kind === "known" ? found.facts : undefined,
    named: namesAnswered(answers, "accounts").flatMap((name) => accounts.user(name) ?? []),
    loginName: caller.loginName,
  };
});
