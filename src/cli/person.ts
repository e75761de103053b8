import type { Level } from "../domain/finding.ts";
import { type Configuration, readConfiguration } from "../system/configuration.ts";
import { type Directories, directoriesFor } from "../system/directories.ts";
import type { MachineFacts } from "../system/facts.ts";
import { levelOf } from "../system/level.ts";

/** What holds for the one who calls: their own places, the settings in force, the level. */
export interface Person {
  readonly directories: Directories;
  readonly configuration: Configuration;
  readonly level: Level;
}

/** Needs nothing of what lines are foreseen with, so the first frame need not wait for it. */
export function readPerson(
  { accounts, caller }: Pick<MachineFacts, "accounts" | "caller">,
  environment: ReadonlyMap<string, string>,
  chosen?: Level,
): Person {
  const { identity, loginName, home } = caller;
  const directories = directoriesFor(identity.uid, home, environment);
  const configuration = readConfiguration(identity.uid, directories);
  const uid = accounts.user(loginName)?.uid ?? identity.uid;
  const level = levelOf({
    uid,
    loginName,
    gecos: accounts.gecos(uid),
    configuration,
    ...(chosen === undefined ? {} : { chosen }),
  });
  return { directories, configuration, level };
}
