import {
  type AccessList,
  grantedPermissions,
  listOfMode,
  type Permissions,
} from "../../domain/access-list.ts";
import type { Rights } from "../../domain/access-report.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import { showName } from "../../domain/text.ts";
import type { Inode, PermissionFacts } from "./facts.ts";

/** Whom a row of the table is about. */
export type Subject =
  | { readonly kind: "owner" | "group" | "others" }
  | {
      readonly kind: "user";
      readonly id: number;
      readonly name: string;
      readonly groups: readonly number[];
    }
  | { readonly kind: "named-group"; readonly id: number; readonly name: string };

export type ClassKind = "owner" | "group" | "others";

/** How answers name a subject. */
export function keyOf(subject: Subject): string {
  if (subject.kind === "user") return `user:${subject.name}`;
  return subject.kind === "named-group" ? `group:${subject.name}` : subject.kind;
}

/** The subject that a word of an answer names; undefined where there is no such account. */
export function subjectNamed(word: string, accounts: AccountFacts): Subject | undefined {
  if (word === "owner" || word === "group" || word === "others") return { kind: word };
  const [, kind, name = ""] = /^(user|group):(.+)$/.exec(word) ?? [];
  if (kind === "group") {
    const group = accounts.group(name);
    return group && { kind: "named-group", id: group.gid, name: group.name };
  }
  const user = kind === "user" ? accounts.user(name) : undefined;
  return user && { kind: "user", id: user.uid, name: user.name, groups: user.groups };
}

/** Everybody that a file's permissions name: the three classes and those on its list. */
export function subjectsOf({ lists }: Inode, accounts: AccountFacts): readonly Subject[] {
  const named = (lists?.access.named ?? []).map(({ tag, id }): Subject => {
    if (tag === "group") {
      return { kind: "named-group", id, name: accounts.group(id)?.name ?? String(id) };
    }
    const user = accounts.user(id);
    return { kind: "user", id, name: user?.name ?? String(id), groups: user?.groups ?? [] };
  });
  return [{ kind: "owner" }, { kind: "group" }, ...named, { kind: "others" }];
}

/** The list of a file, that of its mode where it has none. */
export function listOf({ lists, mode }: Inode): AccessList {
  return lists?.access ?? listOfMode(mode);
}

/** What a file's permissions give somebody, without what root may anyway. */
export function permissionsOf(subject: Subject, inode: Inode): Permissions {
  const list = listOf(inode);
  const mask = list.mask ?? 7;
  switch (subject.kind) {
    case "owner":
      return list.owner;
    case "group":
      return list.group & mask;
    case "others":
      return list.other;
    case "user":
      return grantedTo(inode, list, subject);
    case "named-group": {
      const own = list.named.find(({ tag, id }) => tag === "group" && id === subject.id);
      if (own !== undefined) return own.permissions & mask;
      return subject.id === inode.gid ? list.group & mask : list.other;
    }
  }
}

function grantedTo(
  { uid, gid, mode }: Inode,
  list: AccessList,
  { id, groups }: Subject & { readonly kind: "user" },
): Permissions {
  return grantedPermissions({ uid, gid, mode, list }, { uid: id, gid: groups[0] ?? -1, groups });
}

/** Permissions in the words of the table. */
export function rightsOf(permissions: Permissions): Rights {
  return {
    see: (permissions & 4) !== 0,
    change: (permissions & 2) !== 0,
    run: (permissions & 1) !== 0,
  };
}

/** The row's label: `you (ann)`, `its owner (root)`, `group www-data`, `everybody else`. */
export function labelOf(subject: Subject, inode: Inode, facts: PermissionFacts): string {
  const { accounts, caller } = facts;
  switch (subject.kind) {
    case "owner": {
      const name = showName(accounts.user(inode.uid)?.name ?? String(inode.uid));
      return inode.uid === caller.identity.uid ? `you (${name})` : `its owner (${name})`;
    }
    case "group":
      return `group ${showName(accounts.group(inode.gid)?.name ?? String(inode.gid))}`;
    case "others":
      return "everybody else";
    case "user":
      return subject.id === caller.identity.uid
        ? `you (${showName(subject.name)})`
        : showName(subject.name);
    case "named-group":
      return `group ${showName(subject.name)}`;
  }
}
