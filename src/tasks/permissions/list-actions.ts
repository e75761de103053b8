import { type NamedEntry, textOfPermissions } from "../../domain/access-list.ts";
import type { Rights } from "../../domain/access-report.ts";
import type { Action } from "../../domain/action.ts";
import type { Inode } from "./facts.ts";
import { permissionsOf, rightsOf } from "./subjects.ts";
import { type EntryWish, isHeldBack, listsOf, type Resolution } from "./target.ts";
import { hasWish } from "./wished-bits.ts";

type ListAction = Action & { readonly kind: "change-acl" };

/** What setfacl has to do for the entries that are wished for. */
export function aclActions(
  resolution: Resolution,
  root: Inode,
  inodes: readonly Inode[],
  isTyped: boolean,
): readonly ListAction[] {
  const { entries, isRecursive } = resolution;
  const set = entries.filter(({ isRemoved }) => !isRemoved);
  const remove = entries.filter(({ isRemoved }) => isRemoved).map(nameOf);
  const own = ownRights(resolution, root);
  if (set.length + remove.length + own.length === 0) return [];
  const action = (kind: Kind): ListAction => ({
    kind: "change-acl",
    path: root.path,
    set: [...own.map((rights) => `g::${lettersFor(rights, kind)}`), ...entriesFor(set, kind)],
    remove,
    withDefaults: false,
    isRecursive,
    ...(kind === "files" || kind === "directories" ? { only: kind } : {}),
  });
  if (!isRecursive) return [action(root.type === "directory" ? "folder" : "file")];
  const isUniform = !isTyped && [...set.map(({ rights }) => rights), ...own].every(fitsAll);
  const first = isUniform ? [action("any")] : [action("directories"), action("files")];
  const later = handsOn(entries, root, inodes);
  return [...first, ...later];
}

/** Folders hand the entries on to what is made in them later. */
function handsOn(
  entries: readonly EntryWish[],
  root: Inode,
  inodes: readonly Inode[],
): readonly ListAction[] {
  const set = entries.filter(({ isRemoved }) => !isRemoved);
  const removed = entries.filter(({ isRemoved }) => isRemoved);
  const hasDefaults = inodes.some(({ lists }) => lists?.inherited !== undefined);
  if (set.length === 0 && (removed.length === 0 || !hasDefaults)) return [];
  return [
    {
      kind: "change-acl",
      path: root.path,
      set: entriesFor(set, "directories").map((entry) => `d:${entry}`),
      remove: removed.map((entry) => `d:${nameOf(entry)}`),
      withDefaults: false,
      isRecursive: true,
      only: "directories",
    },
  ];
}

/**
 * Lists whose mask holds something back get entries that say what is so: the mask grows with the
 * next change.
 */
export function heldBackActions(inodes: readonly Inode[]): readonly ListAction[] {
  const held = inodes.filter(isHeldBack);
  return held.map((inode) => {
    const { access } = listsOf(inode);
    const mask = access.mask ?? 7;
    const named = access.named.map(
      (entry) => `${numberOf(entry)}:${textOfPermissions(entry.permissions & mask)}`,
    );
    return {
      kind: "change-acl",
      path: inode.path,
      set: [`g::${textOfPermissions(access.group & mask)}`, ...named],
      remove: [],
      withDefaults: false,
      isRecursive: false,
    };
  });
}

type Kind = "any" | "directories" | "files" | "folder" | "file";

/** A list's group entry is set whole, so a wish for it is completed by what it has on the path. */
function ownRights({ isGroupInList, classes }: Resolution, root: Inode): readonly Rights[] {
  if (!isGroupInList || !hasWish(classes.group)) return [];
  return [{ ...rightsOf(permissionsOf({ kind: "group" }, root)), ...classes.group }];
}

function entriesFor(entries: readonly EntryWish[], kind: Kind): readonly string[] {
  return entries.map((entry) => `${nameOf(entry)}:${lettersFor(entry.rights, kind)}`);
}

/** Whether one word with an X says it for files and folders alike. */
function fitsAll({ see, change, run }: Rights): boolean {
  return run || !(see || change);
}

function lettersFor({ see, change, run }: Rights, kind: Kind): string {
  const isFolder = kind === "directories" || kind === "any";
  const enters = run || (isFolder && see);
  const letter = kind === "any" || kind === "files" ? "X" : "x";
  const text = `${see ? "r" : ""}${change ? "w" : ""}${enters ? letter : ""}`;
  return text === "" ? "-" : text;
}

function nameOf({ tag, name }: EntryWish): string {
  return `${tag === "user" ? "u" : "g"}:${name}`;
}

function numberOf({ tag, id }: NamedEntry): string {
  return `${tag === "user" ? "u" : "g"}:${id}`;
}
