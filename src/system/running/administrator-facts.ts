import { readdirSync } from "node:fs";
import type { AccountFacts } from "../../domain/facts.ts";
import type { AdministratorFacts } from "../../domain/running-facts.ts";
import type { Path } from "../../domain/world.ts";
import { lazily } from "../lazily.ts";
import { readText } from "../read-text.ts";

/** Groups that make administrators where the rules cannot be read. */
const usualGroups = ["sudo", "wheel", "admin"];

/** Who could become root by the account database and, where they can be read, sudo's rules. */
export function makeAdministratorFacts(
  accounts: AccountFacts,
  directory: Path = "/etc",
): AdministratorFacts {
  const rules = lazily(() => parseSudoers(readRules(directory)));
  const groups = lazily(() => {
    const named = rules().groups.length > 0 ? rules().groups : usualGroups;
    return named.filter((name) => accounts.group(name) !== undefined);
  });
  const names = lazily(() => findNames(accounts, groups(), rules().users));
  return {
    get groups() {
      return groups();
    },
    get names() {
      return names();
    },
    get canRootLogIn() {
      const hash = /^root:([^:]*):/m.exec(readText(`${directory}/shadow`) ?? "")?.[1];
      if (hash !== undefined && /^[$\w./]{2}/.test(hash)) return true;
      return (readText("/root/.ssh/authorized_keys") ?? "").trim() !== "";
    },
  };
}

function findNames(
  accounts: AccountFacts,
  groups: readonly string[],
  users: readonly string[],
): readonly string[] {
  const numbers = groups.flatMap((name) => accounts.group(name)?.gid ?? []);
  return accounts.users
    .filter(({ uid, shell }) => uid !== 0 && !/\/(nologin|false)$/.test(shell))
    .filter((one) => users.includes(one.name) || one.groups.some((gid) => numbers.includes(gid)))
    .map(({ name }) => name);
}

/** The lines of rules that let somebody run everything. */
export function parseSudoers(text: string): {
  readonly groups: readonly string[];
  readonly users: readonly string[];
} {
  const groups: string[] = [];
  const users: string[] = [];
  for (const line of text.replace(/\\\n/g, " ").split("\n")) {
    const match = /^(%?)([\w.-]+)\s+\S+\s*=\s*(?:\([^)]*\)\s*)?(?:[A-Z_]+:\s*)*ALL\s*$/.exec(line);
    const name = match?.[2];
    if (match === null || name === undefined || name === "root") continue;
    (match[1] === "%" ? groups : users).push(name);
  }
  return { groups, users };
}

function readRules(directory: Path): string {
  const texts = [readText(`${directory}/sudoers`) ?? ""];
  try {
    for (const name of readdirSync(`${directory}/sudoers.d`)) {
      // sudo passes over names with a dot and backups.
      if (/[.~]/.test(name)) continue;
      texts.push(readText(`${directory}/sudoers.d/${name}`) ?? "");
    }
  } catch {
    // Only root may look into it: what is known stays what the main file says.
  }
  return texts.join("\n");
}
