import {
  type AccessList,
  isExtended,
  type NamedEntry,
  textOfPermissions,
} from "../../domain/access-list.ts";
import type { Action } from "../../domain/action.ts";
import { formatMode } from "../../domain/text.ts";
import type { Inode } from "./facts.ts";
import { listsOf } from "./target.ts";

/** The actions that bring one inode to its target, whatever it is now. */
export function singleActions({
  before,
  after,
}: {
  readonly before: Inode;
  readonly after: Inode;
}): readonly Action[] {
  const now = listsOf(before);
  const wanted = listsOf(after);
  const { path } = after;
  const hasLists = [now, wanted].some(
    ({ access, inherited }) => isExtended(access) || inherited !== undefined,
  );
  const lists: Action[] = hasLists
    ? [
        {
          kind: "change-acl",
          path,
          set: [...entriesOf(wanted.access, ""), ...entriesOf(wanted.inherited, "d:")],
          remove: [
            ...gone(now.access, wanted.access, ""),
            ...gone(now.inherited, wanted.inherited, "d:"),
          ],
          withDefaults: false,
          isRecursive: false,
        },
      ]
    : [];
  const isSpecial = ((before.mode ^ after.mode) & 0o7000) !== 0;
  return hasLists && !isSpecial ? lists : [...lists, modeAction(after)];
}

/** Five digits where a folder has set-id bits: with fewer it keeps those it has. */
function modeAction({ path, mode, type }: Inode): Action {
  const digits = formatMode(mode);
  const text = type === "directory" ? digits.padStart(5, "0") : digits;
  return { kind: "change-mode", path, mode: text, isRecursive: false };
}

function entriesOf(list: AccessList | undefined, prefix: string): readonly string[] {
  if (list === undefined) return [];
  const { owner, group, other, mask, named } = list;
  const text = (name: string, bits: number) => `${prefix}${name}:${textOfPermissions(bits)}`;
  return [
    text("u:", owner),
    text("g:", group),
    text("o:", other),
    ...named.map((entry) => text(nameOf(entry), entry.permissions)),
    ...(mask === undefined ? [] : [text("m:", mask)]),
  ];
}

function gone(
  now: AccessList | undefined,
  wanted: AccessList | undefined,
  prefix: string,
): readonly string[] {
  const kept = new Set((wanted?.named ?? []).map(nameOf));
  const named = (now?.named ?? []).map(nameOf).filter((name) => !kept.has(name));
  // A mask stays behind by itself when the last name goes.
  const mask = now?.mask !== undefined && wanted?.mask === undefined ? ["m:"] : [];
  return [...named, ...mask].map((name) => prefix + name);
}

function nameOf({ tag, id }: NamedEntry): string {
  return `${tag === "user" ? "u" : "g"}:${id}`;
}
