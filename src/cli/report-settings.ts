import { isInForce } from "../domain/policy.ts";
import type { SettingsReport } from "../domain/settings.ts";
import { readSettings } from "../system/configuration.ts";
import { systemDirectories } from "../system/directories.ts";
import { levelInGecos } from "../system/level.ts";
import { noSettings } from "../system/parse-settings.ts";
import type { Session } from "./session.ts";

/** The settings in force and where they come from. */
export function reportSettings(session: Session): SettingsReport {
  const { configuration, directories, level } = session;
  const { caller, accounts } = session.engine.machine.facts;
  const isRoot = caller.identity.uid === 0;
  const ownFile = `${directories.configuration}/config.json`;
  const systemFile = `${systemDirectories.configuration}/config.json`;
  const ownSettings = isRoot ? noSettings : readSettings(ownFile, caller.identity.uid);
  const system = readSettings(systemFile, 0).paths;
  const uid = accounts.user(caller.loginName)?.uid ?? caller.identity.uid;
  const written = levelInGecos(accounts.gecos(uid));
  const { levels, unacceptable } = configuration.policy;
  const fixed = levels.get(caller.loginName) ?? levels.get("*");
  return {
    user: caller.loginName,
    level,
    levelFrom: levelFrom({ isFixed: fixed === level, isWritten: written !== undefined, session }),
    ownPaths: ownSettings.paths,
    systemPaths: system,
    rules: [...configuration.policy.rules].map(([guard, set]) => ({ guard, ...set })),
    allowances: ownSettings.allowances.map((one) => ({
      ...one,
      isOver: !isInForce(one, Date.now()),
    })),
    policy: [
      ...(fixed === undefined ? [] : [`The level is ${fixed} at the most.`]),
      ...(unacceptable.size === 0
        ? []
        : [`--yes cannot accept: ${[...unacceptable].sort().join(", ")}.`]),
    ],
    problems: configuration.problems,
    ownFile,
    systemFile,
    isRoot,
  };
}

function levelFrom({
  isFixed,
  isWritten,
  session,
}: {
  readonly isFixed: boolean;
  readonly isWritten: boolean;
  readonly session: Session;
}): SettingsReport["levelFrom"] {
  if (isFixed) return "policy";
  if (isWritten) return "account";
  return session.configuration.level === undefined ? "usual" : "settings";
}
