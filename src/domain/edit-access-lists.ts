import {
  type AccessList,
  type AccessLists,
  isExtended,
  type NamedEntry,
  type Permissions,
  wideMask,
} from "./access-list.ts";
import type { EntryCommand, EntryTag } from "./access-list-entries.ts";

/** One thing that setfacl(1) is told to do to a file's lists. */
export type ListCommand =
  | { readonly kind: "set"; readonly entry: EntryCommand }
  | { readonly kind: "remove"; readonly entry: EntryCommand }
  /** `-b`: what goes beyond a mode, and the default list. */
  | { readonly kind: "remove-all" }
  /** `-k` */
  | { readonly kind: "remove-default" }
  /** Before `--set`: nothing stays of the list that decides, or of the default one. */
  | { readonly kind: "clear"; readonly isDefault: boolean };

export interface EditRules {
  /** `-n`: never; `--mask`: always; else where no mask was given. */
  readonly recalculates: "never" | "always" | "unless-given";
  readonly isDirectory: boolean;
}

/** A list in the making, in which even what every list must have may be missing. */
interface Draft {
  readonly base: Map<"owner" | "group" | "mask" | "other", Permissions>;
  named: NamedEntry[];
}

/** The lists after the commands; undefined where what comes out is no valid list. */
export function editLists(
  lists: AccessLists,
  commands: readonly ListCommand[],
  rules: EditRules,
): AccessLists | undefined {
  const access = draftOf(lists.access);
  const inherited = draftOf(lists.inherited);
  const given = { access: false, inherited: false };
  for (const command of commands) {
    apply(command, access, inherited, rules.isDirectory);
    if (!("entry" in command) || command.entry.whose.tag !== "mask") continue;
    given[command.entry.isDefault ? "inherited" : "access"] = true;
  }
  if (isStarted(inherited)) completeInherited(inherited, access, given.inherited, rules);
  completeMask(access, given.access, rules);
  const finished = finish(access);
  if (finished === undefined) return undefined;
  if (!isStarted(inherited)) return { access: finished };
  const handedOn = finish(inherited);
  return handedOn && { access: finished, inherited: handedOn };
}

function draftOf(list: AccessList | undefined): Draft {
  const base: Draft["base"] = new Map();
  if (list === undefined) return { base, named: [] };
  base.set("owner", list.owner).set("group", list.group).set("other", list.other);
  if (list.mask !== undefined) base.set("mask", list.mask);
  return { base, named: [...list.named] };
}

function isStarted({ base, named }: Draft): boolean {
  return base.size > 0 || named.length > 0;
}

function apply(command: ListCommand, access: Draft, inherited: Draft, isDirectory: boolean): void {
  switch (command.kind) {
    case "remove-all":
      dropExtended(access);
      clear(inherited);
      break;
    case "remove-default":
      clear(inherited);
      break;
    case "clear":
      clear(command.isDefault ? inherited : access);
      break;
    case "set":
      setEntry(command.entry.isDefault ? inherited : access, command.entry, isDirectory);
      break;
    case "remove":
      removeEntry(command.entry.isDefault ? inherited : access, command.entry.whose);
  }
}

function clear(draft: Draft): void {
  draft.base.clear();
  draft.named = [];
}

/** The group keeps no more than the mask let it have. */
function dropExtended(draft: Draft): void {
  const mask = draft.base.get("mask");
  const group = draft.base.get("group");
  if (mask !== undefined && group !== undefined) draft.base.set("group", group & mask);
  draft.base.delete("mask");
  draft.named = [];
}

function setEntry(draft: Draft, entry: EntryCommand, isDirectory: boolean): void {
  const { whose, isConditional } = entry;
  const runs = isConditional && (isDirectory || canAnybodyRun(draft));
  const permissions = entry.permissions | (runs ? 1 : 0);
  if (!("id" in whose)) {
    draft.base.set(whose.tag, permissions);
    return;
  }
  const tag = whose.tag === "user" ? "user" : "group";
  const { id } = whose;
  draft.named = [...without(draft.named, whose), { tag, id, permissions }];
}

function canAnybodyRun({ base, named }: Draft): boolean {
  const all = [...base.values(), ...named.map(({ permissions }) => permissions)];
  return all.some((permissions) => (permissions & 1) !== 0);
}

function removeEntry(draft: Draft, whose: EntryTag): void {
  if ("id" in whose) draft.named = without(draft.named, whose);
  else draft.base.delete(whose.tag);
}

function without(
  named: readonly NamedEntry[],
  { tag, id }: EntryTag & { readonly id: number },
): NamedEntry[] {
  const wanted = tag === "user" ? "user" : "group";
  return named.filter((entry) => entry.tag !== wanted || entry.id !== id);
}

/** What a default list lacks is taken from the list that decides. */
function completeInherited(
  inherited: Draft,
  access: Draft,
  isMaskGiven: boolean,
  rules: EditRules,
): void {
  for (const tag of ["owner", "group", "other"] as const) {
    const own = access.base.get(tag);
    if (!inherited.base.has(tag) && own !== undefined) inherited.base.set(tag, own);
  }
  completeMask(inherited, isMaskGiven, rules);
}

function completeMask(draft: Draft, isGiven: boolean, { recalculates }: EditRules): void {
  const { base, named } = draft;
  const group = base.get("group");
  if (group === undefined || (named.length === 0 && !base.has("mask"))) return;
  // Who takes a mask away that is needed gets no other.
  if (!base.has("mask") && !isGiven) base.set("mask", group);
  if (recalculates === "never" || (isGiven && recalculates !== "always")) return;
  base.set("mask", wideMask({ owner: 0, group, other: 0, named }));
}

function finish({ base, named }: Draft): AccessList | undefined {
  const [owner, group, other] = [base.get("owner"), base.get("group"), base.get("other")];
  const mask = base.get("mask");
  if (owner === undefined || group === undefined || other === undefined) return undefined;
  const list = { owner, group, other, ...(mask === undefined ? {} : { mask }), named };
  return isExtended(list) && mask === undefined ? undefined : list;
}
