import { isExtended, modeOfList } from "../../domain/access-list.ts";
import { type AccountNumbers, readEntries } from "../../domain/access-list-entries.ts";
import type { Action } from "../../domain/action.ts";
import { editLists, type ListCommand } from "../../domain/edit-access-lists.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import { applyMode, parseMode } from "../../domain/mode.ts";
import type { Inode } from "./facts.ts";
import { listsOf, withModeBits } from "./target.ts";

/** What actions would make of an inode: the kernel's and setfacl's rules. */
export function simulate(
  inode: Inode,
  actions: readonly Action[],
  root: Inode,
  accounts: AccountFacts,
): Inode {
  return actions.reduce((now, action) => step(now, action, root, accounts), inode);
}

function step(inode: Inode, action: Action, root: Inode, accounts: AccountFacts): Inode {
  if (!("path" in action) || !("isRecursive" in action)) return inode;
  const isMeant = action.path === inode.path || (action.isRecursive && action.path === root.path);
  if (!isMeant) return inode;
  const isDirectory = inode.type === "directory";
  if (action.only !== undefined && (action.only === "directories") !== isDirectory) return inode;
  switch (action.kind) {
    case "change-mode":
      return withModeBits(
        inode,
        applyMode(parseMode(action.mode) ?? [], inode.mode, isDirectory, 0).mode,
      );
    case "change-owner":
      return owned(inode, action, accounts);
    case "change-acl":
      return listed(inode, action, accounts);
  }
}

/** chown takes set-id bits from files. */
function owned(
  inode: Inode,
  { owner, group }: Action & { readonly kind: "change-owner" },
  accounts: AccountFacts,
): Inode {
  const uid = owner === undefined ? inode.uid : (accounts.user(owner)?.uid ?? Number(owner));
  const gid = group === undefined ? inode.gid : (accounts.group(group)?.gid ?? Number(group));
  const lost = (inode.mode & 0o010) !== 0 ? 0o6000 : 0o4000;
  const mode = inode.type === "file" ? inode.mode & ~lost : inode.mode;
  return { ...inode, uid, gid, mode };
}

function listed(
  inode: Inode,
  { set, remove }: Action & { readonly kind: "change-acl" },
  accounts: AccountFacts,
): Inode {
  const numbers: AccountNumbers = {
    user: (name) => accounts.user(name)?.uid ?? Number(name),
    group: (name) => accounts.group(name)?.gid ?? Number(name),
  };
  const commands: readonly ListCommand[] = [
    ...read(set, true, numbers).map((entry): ListCommand => ({ kind: "set", entry })),
    ...read(remove, false, numbers).map((entry): ListCommand => ({ kind: "remove", entry })),
  ];
  const isDirectory = inode.type === "directory";
  const before = listsOf(inode);
  const after = editLists(before, commands, { isDirectory, recalculates: "unless-given" });
  if (after === undefined) return inode;
  const { lists: _, ...bare } = inode;
  const mode = modeOfList(after.access, inode.mode);
  if (!isExtended(after.access) && after.inherited === undefined) return { ...bare, mode };
  return { ...bare, mode, lists: isDirectory ? after : { access: after.access } };
}

function read(entries: readonly string[], hasPermissions: boolean, numbers: AccountNumbers) {
  return entries.length === 0
    ? []
    : (readEntries(entries.join(","), hasPermissions, numbers) ?? []);
}
