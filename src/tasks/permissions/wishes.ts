import type { Right, Rights } from "../../domain/access-report.ts";
import { rightNames } from "../../domain/access-report.ts";
import { parseMode } from "../../domain/mode.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { formatMode, showName } from "../../domain/text.ts";
import type { Inode, PermissionFacts } from "./facts.ts";
import { type ClassKind, keyOf, type Subject, subjectNamed, subjectsOf } from "./subjects.ts";

/** Rights that were chosen; those left out stay as they are. */
export type Wish = Partial<Rights>;

/** What is asked for, whoever asked and in whichever form. */
export interface Wishes {
  readonly isRecursive: boolean;
  readonly classes: Readonly<Record<ClassKind, Wish>>;
  readonly named: readonly { readonly subject: Subject; readonly wish: Wish }[];
  /** A mode as chmod takes it, in place of the classes. */
  readonly mode?: string;
  readonly owner?: { readonly name: string; readonly uid: number };
  readonly group?: { readonly name: string; readonly gid: number };
}

/** The questions' answers as wishes; a sentence where one of them cannot be used. */
export function readWishes(
  answers: Answers,
  root: Inode,
  facts: PermissionFacts,
): Wishes | { readonly sentence: string } {
  const { accounts } = facts;
  const isRecursive = answers.recursive !== false && root.type === "directory";
  const wishes = new Map<string, { subject: Subject; wish: Record<string, boolean> }>();
  for (const subject of subjectsOf(root, accounts)) {
    wishes.set(keyOf(subject), { subject, wish: {} });
  }
  for (const right of rightNames) {
    for (const word of wordsOf(answers[right])) {
      const subject = subjectNamed(word.replace(/^[-+]/, ""), accounts);
      const key = subject === undefined ? "" : keyOf(subject);
      if (subject !== undefined && !wishes.has(key)) wishes.set(key, { subject, wish: {} });
    }
  }
  for (const right of rightNames) {
    const problem = addRight(right, wordsOf(answers[right]), wishes, facts);
    if (problem !== undefined) return { sentence: problem };
  }
  const owner = accountNamed(answers.owner, (name) => accounts.user(name));
  const group = accountNamed(answers.group, (name) => accounts.group(name));
  if (typeof owner === "string") return { sentence: `There is no user ${showName(owner)} here.` };
  if (typeof group === "string") return { sentence: `There is no group ${showName(group)} here.` };
  const mode = typeof answers.mode === "string" ? answers.mode.trim() : "";
  if (mode !== "" && parseMode(mode) === undefined) {
    return {
      sentence: `${showName(mode)} is no mode: three or four digits from 0 to 7, or such as u=rwX,go=rX.`,
    };
  }
  const all = [...wishes.values()];
  const wishOf = (kind: ClassKind): Wish => wishes.get(kind)?.wish ?? {};
  return {
    isRecursive,
    classes: { owner: wishOf("owner"), group: wishOf("group"), others: wishOf("others") },
    named: all.filter(({ subject }) => "id" in subject),
    ...(mode === "" ? {} : { mode }),
    ...(owner === undefined ? {} : { owner: { name: owner.name, uid: owner.uid } }),
    ...(group === undefined ? {} : { group: { name: group.name, gid: group.gid } }),
  };
}

/** Whether anything was asked for at all. */
export function isEmpty({ classes, named, mode, owner, group }: Wishes): boolean {
  const hasWish = (wish: Wish): boolean => Object.keys(wish).length > 0;
  if (mode !== undefined || owner !== undefined || group !== undefined) return false;
  return !Object.values(classes).some(hasWish) && !named.some(({ wish }) => hasWish(wish));
}

/** The special bits that an octal mode spells out, which are kept otherwise. */
export function choosesSpecialBits(mode: string): boolean {
  return /^0*[1-7][0-7]{3}$/.test(mode) || /^[0-7]{5}$/.test(mode) || /[st]/.test(mode);
}

/** A mode as four digits, where it is octal. */
export function octalOf(mode: string): string | undefined {
  return /^[0-7]+$/.test(mode) ? formatMode(Number.parseInt(mode, 8)) : undefined;
}

function wordsOf(answer: Answers[string] | undefined): readonly string[] {
  if (typeof answer === "string") return answer.split(/[\s,]+/).filter((word) => word !== "");
  return Array.isArray(answer) ? answer : [];
}

type WishTable = Map<string, { subject: Subject; wish: Record<string, boolean> }>;

/**
 * One right's answer: a list of all who may, `nobody`, or changes with a sign each (`-others`,
 * `+user:ann`).
 */
function addRight(
  right: Right,
  words: readonly string[],
  wishes: WishTable,
  facts: PermissionFacts,
): string | undefined {
  const changes = words.filter((word) => /^[-+]/.test(word));
  if (changes.length > 0 && changes.length < words.length) {
    return `${right} is answered by names, or by names with a + or - each, not by both.`;
  }
  if (words.length > 0 && changes.length === 0)
    for (const { wish } of wishes.values()) wish[right] = false;
  for (const word of words) {
    if (word === "nobody") continue;
    const subject = subjectNamed(word.replace(/^[-+]/, ""), facts.accounts);
    if (subject === undefined) {
      return `${showName(word)} is nobody here: owner, group, others, user:NAME or group:NAME.`;
    }
    const known = wishes.get(keyOf(subject));
    if (known !== undefined) known.wish[right] = !word.startsWith("-");
  }
  return undefined;
}

function accountNamed<T>(
  answer: Answers[string] | undefined,
  find: (name: string) => T | undefined,
): T | string | undefined {
  const name = typeof answer === "string" ? answer.trim() : "";
  return name === "" ? undefined : (find(name) ?? name);
}
