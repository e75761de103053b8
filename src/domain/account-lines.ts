import type { Account } from "./facts.ts";

/** A line of /etc/passwd: the account with its own group, and the GECOS field. */
export interface UserLine extends Account {
  readonly gecos: string;
}

/** A line of /etc/group. */
export interface GroupLine {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** Reads a line of passwd(5); undefined where it is none. */
export function readUserLine(line: string): UserLine | undefined {
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

/** Reads a line of group(5); undefined where it is none. */
export function readGroupLine(line: string): GroupLine | undefined {
  const [name, , gid, members = ""] = line.split(":");
  const group = idOf(gid);
  if (!name || group === undefined) return undefined;
  return { name, gid: group, members: members.split(",").filter((member) => member !== "") };
}

/** The account without its GECOS field, in all of its groups. */
export function withGroups(user: UserLine, all: readonly GroupLine[]): Account {
  const { name, uid, gid, home, shell } = user;
  const others = all.filter(({ members }) => members.includes(name)).map((group) => group.gid);
  return { name, uid, gid, groups: [...new Set([gid, ...others])], home, shell };
}

/** What the lines of a text tell. */
export function readLines<T>(text: string, read: (line: string) => T | undefined): readonly T[] {
  return text
    .split("\n")
    .map(read)
    .filter((entry) => entry !== undefined);
}

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
