import { spawnSync } from "node:child_process";
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

interface Entry extends Account {
  readonly gecos: string;
}

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** Reads the database under `/etc`; names that are not there are asked for through NSS. */
export function makeAccounts(directory: Path = "/etc", ask = askNameService): AccountDatabase {
  const users = lazily(() => parseLines(`${directory}/passwd`, entryOf));
  const groups = lazily(() => parseLines(`${directory}/group`, groupOf));
  const foundUser = remember((key: string) => {
    const isKey = (entry: Entry) => entry.name === key || String(entry.uid) === key;
    return users().find(isKey) ?? entryOf(ask(directory, "passwd", key));
  });
  const foundGroup = remember((key: string) => {
    const isKey = (group: Group) => group.name === key || String(group.gid) === key;
    return groups().find(isKey) ?? groupOf(ask(directory, "group", key));
  });
  const accountOf = remember(({ name, uid, gid, home, shell }: Entry): Account => {
    const others = groups().filter(({ members }) => members.includes(name));
    const gids = new Set([gid, ...others.map((group) => group.gid)]);
    return { name, uid, gid, groups: [...gids], home, shell };
  });
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

function entryOf(line: string): Entry | undefined {
  const [name, , uid, gid, gecos = "", home = "", shell = ""] = line.split(":");
  const [user, group] = [idOf(uid), idOf(gid)];
  if (!name || user === undefined || group === undefined) return undefined;
  return {
    name,
    uid: user,
    gid: group,
    groups: [group],
    gecos,
    home: home === "" ? "/" : home,
    shell: shell === "" ? "/bin/sh" : shell,
  };
}

function groupOf(line: string): Group | undefined {
  const [name, , gid, members = ""] = line.split(":");
  const group = idOf(gid);
  if (!name || group === undefined) return undefined;
  return { name, gid: group, members: members.split(",").filter((member) => member !== "") };
}

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function parseLines<T>(path: Path, parse: (line: string) => T | undefined): readonly T[] {
  return (readText(path) ?? "")
    .split("\n")
    .map(parse)
    .filter((entry) => entry !== undefined);
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
