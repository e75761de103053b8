import type { AccountAccess, Probed } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import { readText } from "../read-text.ts";

/** Groups whose members can read or run what they like, and so become root without a password. */
const rootGroups = /^(?:docker|lxd|incus-admin|libvirt|disk|shadow|kmem|podman)$/;

/** Accounts that are root by another name, and those that anybody can log in to. */
export function probeAccountAccess(directory: Path = "/etc"): Probed<AccountAccess> {
  const passwd = readText(`${directory}/passwd`);
  if (passwd === undefined)
    return { kind: "unknown", reason: "The list of accounts is not there." };
  const shadow = readText(`${directory}/shadow`);
  const facts = parseAccess(passwd, shadow, readText(`${directory}/group`) ?? "");
  return { kind: "known", facts, ...(shadow === undefined ? { isPartial: true } : {}) };
}

/** The texts of passwd(5), shadow(5) where it can be read, and group(5). */
export function parseAccess(
  passwd: string,
  shadow: string | undefined,
  group: string,
): AccountAccess {
  const accounts = rowsOf(passwd, 7);
  const shadowRows = shadow === undefined ? [] : rowsOf(shadow, 2);
  const secrets = new Map(shadowRows.map((row) => [row[0], row[1]]));
  const shut = new Set(shadowRows.filter(isShut).map(([name]) => name));
  const isOpen = ([name = "", password = ""]: readonly string[]): boolean =>
    password === "" || (password === "x" && secrets.get(name) === "");
  const canLogIn = (row: readonly string[]) =>
    !/\/(?:nologin|false|sync|shutdown|halt)$/.test(row[6] ?? "");
  const open = accounts.filter((row) => isOpen(row) && canLogIn(row)).map(([name = ""]) => name);
  return {
    equalToRoot: accounts
      .filter((row) => Number(row[2]) === 0 && row[0] !== "root")
      .filter((row) => canLogIn(row) && !shut.has(row[0]))
      .map(([name = ""]) => name),
    withoutPassword: shadow === undefined && open.length === 0 ? undefined : open,
    rootGroups: rowsOf(group, 4)
      .filter(([name = "", , , members = ""]) => rootGroups.test(name) && members !== "")
      .map(([name = "", , , members = ""]) => ({ group: name, members: members.split(",") })),
  };
}

/** No password fits, and the account has ended: it takes no key either. Days since 1970. */
function isShut([, password = "", , , , , , ends = ""]: readonly string[]): boolean {
  return /^[!*]/.test(password) && ends !== "" && Number(ends) < Date.now() / 86_400_000;
}

/** Lines with at least so many fields; comments and the marks of NIS are left out. */
function rowsOf(text: string, fields: number): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => !/^[#+-]/.test(line))
    .map((line) => line.split(":"))
    .filter((row) => row.length >= fields && row[0] !== "");
}
