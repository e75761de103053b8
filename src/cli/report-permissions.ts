import type { AccessReport } from "../domain/access-report.ts";
import type { Answers } from "../domain/task-plan.ts";
import type { Path } from "../domain/world.ts";
import { commandsOf } from "../plan/commands-of.ts";
import { reportAccess } from "../tasks/permissions/report.ts";
import { gatherPermissions } from "./gather-permissions.ts";
import type { Session } from "./session.ts";

/** What the page says of a path's permissions and of what answers would make of them. */
export function reportPermissions(path: Path, answers: Answers, session: Session): AccessReport {
  const facts = gatherPermissions({ ...answers, path }, session);
  const { accounts } = session.engine.machine.facts;
  return reportAccess(answers, facts, (action) =>
    commandsOf(action, { gecosOf: (user) => accounts.gecos(accounts.user(user)?.uid ?? -1) }),
  );
}
