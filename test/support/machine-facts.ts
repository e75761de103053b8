import { readFileSync } from "node:fs";
import type { Account, AccountFacts, Facts, Mount } from "../../src/domain/facts.ts";
import type { Identity } from "../../src/domain/identity.ts";
import { fixtureRunning } from "./fixture-running.ts";

/** Just enough of this machine's facts for programs that run in a test: accounts and mounts. */
export function machineFacts(identity: Identity): Facts {
  const list = mounts();
  return {
    ...fixtureRunning("user"),
    caller: { identity, name: "tester", home: "/nonexistent", loginName: "tester" },
    accounts: accounts(),
    packages: {
      owners: () => [],
      below: () => ({ files: 0, packages: 0, requiredFiles: 0 }),
      requirement: () => undefined,
      isKnown: false,
    },
    mounts: {
      list,
      of: (path) => list.findLast((mount) => isBelow(path, mount.path)),
      device: () => undefined,
    },
    git: { state: () => undefined },
    hostName: "test",
  };
}

function isBelow(path: string, mount: string): boolean {
  return mount === "/" || path === mount || path.startsWith(`${mount}/`);
}

function mounts(): readonly Mount[] {
  return readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [source = "", path = "", type = "", flags = ""] = line.split(" ");
      return { path, device: 0, source, type, isReadOnly: flags.split(",").includes("ro") };
    })
    .toSorted((first, second) => first.path.length - second.path.length);
}

function accounts(): AccountFacts {
  const lines = (file: string): readonly (readonly string[])[] =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split(":"));
  return {
    users: [],
    user: (nameOrUid) => {
      const found = lines("/etc/passwd").find(
        ([name, , uid]) => name === nameOrUid || uid === String(nameOrUid),
      );
      if (found === undefined) return undefined;
      const [name = "", , uid, gid, , home = "", shell = ""] = found;
      return {
        name,
        uid: Number(uid),
        gid: Number(gid),
        groups: [],
        home,
        shell,
      } satisfies Account;
    },
    group: (nameOrGid) => {
      const found = lines("/etc/group").find(
        ([name, , gid]) => name === nameOrGid || gid === String(nameOrGid),
      );
      if (found === undefined) return undefined;
      const [name = "", , gid, members = ""] = found;
      return {
        name,
        gid: Number(gid),
        members: members.split(",").filter((member) => member !== ""),
      };
    },
  };
}
