import { spawnSync } from "node:child_process";
import {
  type GroupLine,
  readGroupLine,
  readLines,
  readUserLine,
  type UserLine,
  withGroups,
} from "../domain/account-lines.ts";
import { decodeBytes } from "../domain/bytes.ts";
import type { Account, AccountFacts } from "../domain/facts.ts";
import type { Path } from "../domain/world.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import { lazily, remember } from "./lazily.ts";
import { readText } from "./read-text.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** The account database, with the GECOS field that only `level.ts` reads. */
export interface AccountDatabase extends AccountFacts {
  /** The comma-separated parts of the GECOS field: name, room, phones, other. */
  gecos(uid: number): readonly string[];
}

/** Reads the database under `/etc`; names that are not there are asked for through NSS. */
export function makeAccounts(directory: Path = "/etc", ask = askNameService): AccountDatabase {
  const users = lazily(() => readLines(readText(`${directory}/passwd`) ?? "", readUserLine));
  const groups = lazily(() => readLines(readText(`${directory}/group`) ?? "", readGroupLine));
  const foundUser = remember((key: string) => {
    const isKey = (entry: UserLine) => entry.name === key || String(entry.uid) === key;
    return users().find(isKey) ?? readUserLine(ask(directory, "passwd", key));
  });
  const foundGroup = remember((key: string) => {
    const isKey = (group: GroupLine) => group.name === key || String(group.gid) === key;
    return groups().find(isKey) ?? readGroupLine(ask(directory, "group", key));
  });
  const accountOf = remember((entry: UserLine): Account => withGroups(entry, groups()));
  return {
    get users() {
      return users().map(accountOf);
    },
    user: (nameOrUid) => {
      const entry = foundUser(String(nameOrUid));
      return entry === undefined ? undefined : accountOf(entry);
    },
    group: (nameOrGid) => foundGroup(String(nameOrGid)),
    gecos: (uid) => foundUser(String(uid))?.gecos.split(",") ?? [],
  };
}

/** One line of getent, empty where nothing is found or no other source than files is configured. */
function askNameService(directory: Path, database: "passwd" | "group", key: string): string {
  // Names with odd characters are never accounts, and a leading dash would be an option.
  if (!/^[\w][\w.@-]*\$?$/.test(key) || !hasOtherSources(directory, database)) return "";
  const getent = findTrustedProgram("getent");
  if (getent === undefined) return "";
  const answer = spawnSync(getent, [database, key], {
    env: cleanEnvironment({}),
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 2000,
    killSignal: "SIGKILL",
  });
  return answer.status === 0 ? (decodeBytes(answer.stdout).split("\n")[0] ?? "") : "";
}

/** Starting getent costs 3 ms: only where nsswitch.conf names something besides the files. */
function hasOtherSources(directory: Path, database: string): boolean {
  const line = new RegExp(`^\\s*${database}:(.*)$`, "m").exec(
    readText(`${directory}/nsswitch.conf`) ?? "",
  );
  const sources = (line?.[1] ?? "").replace(/#.*|\[[^\]]*\]/g, "").split(/\s+/);
  return sources.some((source) => source !== "" && source !== "files" && source !== "compat");
}
