import type { AccessReport, AccessRow } from "../../domain/access-report.ts";
import type { Action } from "../../domain/action.ts";
import { nearNames } from "../../domain/near-names.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { formatMode, listWords, quoteWord, showName } from "../../domain/text.ts";
import { type Decision, decide } from "./decide.ts";
import { findDifferences } from "./differences.ts";
import { type Inode, isProgram, type PermissionFacts } from "./facts.ts";
import { leastAnswers, riskOf } from "./least.ts";
import {
  keyOf,
  labelOf,
  permissionsOf,
  rightsOf,
  type Subject,
  subjectNamed,
  subjectsOf,
} from "./subjects.ts";
import { describeCounts, describeNow, describeRow } from "./words.ts";

/** How an action's command is written; the same that is carried out. */
export type WriteCommands = (action: Action) => readonly (readonly string[])[];

/** Everything that is to be said of a path's permissions, as they are and as answers make them. */
export function reportAccess(
  answers: Answers,
  facts: PermissionFacts,
  write: WriteCommands = () => [],
): AccessReport {
  const { root } = facts;
  if (typeof root === "string") return reportNothing(facts, root);
  const decision = decide(answers, facts);
  const isDecided = !("kind" in decision);
  const after = isDecided ? rootAfter(decision, root) : root;
  const rows = rowsOf(root, after, answers, facts);
  const least = leastAnswers(root, facts);
  const changing = isDecided ? decision.changing.length : 0;
  const staying = isDecided ? decision.staying : facts.below.length + 1;
  const problem = !isDecided && decision.kind !== "unanswered" ? decision.sentence : undefined;
  return {
    path: facts.path,
    isFolder: root.type === "directory",
    inside: facts.below.length,
    isPartlyCounted: facts.isPartlyCounted,
    rows,
    now: describeNow(root, rows, facts),
    ...(least === undefined ? {} : { least }),
    becomes: isDecided && changing > 0 ? becomesOf(decision, rows, facts) : [],
    changing,
    staying,
    ...(problem === undefined ? {} : { problem }),
    ...nobodyOf(answers, facts),
    octal: describeOctal(root, isDecided ? decision : undefined),
    commands: isDecided ? decision.actions.flatMap(write).map(lineOf) : [],
    differences: findDifferences(facts),
    packages: facts.packages,
  };
}

function reportNothing(facts: PermissionFacts, problem: string): AccessReport {
  return {
    path: facts.path,
    isFolder: false,
    inside: 0,
    isPartlyCounted: false,
    rows: [],
    now: [],
    becomes: [],
    changing: 0,
    staying: 0,
    problem,
    octal: "",
    commands: [],
    differences: [],
    packages: [],
  };
}

function rootAfter({ changing }: Decision, root: Inode): Inode {
  return changing.find(({ before }) => before === root)?.after ?? root;
}

/** The classes, who is on the list, who answers name, and the caller where that is somebody else. */
function rowsOf(
  root: Inode,
  after: Inode,
  answers: Answers,
  facts: PermissionFacts,
): readonly AccessRow[] {
  const subjects = new Map<string, Subject>();
  const add = (subject: Subject | undefined) => {
    if (subject !== undefined) subjects.set(keyOf(subject), subject);
  };
  const { caller, accounts } = facts;
  add({ kind: "owner" });
  add({ kind: "group" });
  if (caller.identity.uid !== root.uid && caller.identity.uid !== 0) {
    add(subjectNamed(`user:${caller.name}`, accounts));
  }
  for (const subject of subjectsOf(root, accounts)) if ("id" in subject) add(subject);
  for (const word of namedIn(answers)) add(subjectNamed(word, accounts));
  add({ kind: "others" });
  return [...subjects.values()].map((subject) => {
    const now = rightsOf(permissionsOf(subject, root));
    const becomes = rightsOf(permissionsOf(afterwards(subject, root), after));
    const risk = riskOf(subject, becomes, after);
    const row = { key: keyOf(subject), label: labelOf(subject, root, facts), now, becomes };
    return risk === undefined ? row : { ...row, risk };
  });
}

/** Who is in the group now may be in another one than the group afterwards. */
function afterwards(subject: Subject, { gid }: Inode): Subject {
  return subject.kind === "group" ? { kind: "named-group", id: gid, name: "" } : subject;
}

/** Users and groups that answers speak of, and those only looked at (`shown`). */
function namedIn(answers: Answers): readonly string[] {
  const words = [answers.see, answers.change, answers.run, answers.shown].flatMap((answer) => {
    if (typeof answer === "string") return answer.split(/[\s,]+/);
    return Array.isArray(answer) ? answer : [];
  });
  return words
    .map((word: string) => word.replace(/^[-+]/, ""))
    .filter((word) => word.includes(":"));
}

/** Who was to be looked at, and is no account of this machine. */
function nobodyOf({ shown }: Answers, { accounts }: PermissionFacts): Pick<AccessReport, "nobody"> {
  const words: readonly string[] = Array.isArray(shown) ? shown : [];
  const key = words.find((word) => subjectNamed(word, accounts) === undefined);
  if (key === undefined) return {};
  const [, kind = "user", name = key] = /^(user|group):(.*)$/.exec(key) ?? [];
  const users = kind === "group" ? [] : accounts.users.map((user) => user.name);
  const near = nearNames(name, users, 3);
  const meant = near.length === 0 ? "" : ` Perhaps ${listWords(near)}?`;
  const other = kind === "group" ? "" : " A group is written group:NAME.";
  return {
    nobody: { key, sentence: `No ${kind} here is called ${showName(name)}.${meant}${other}` },
  };
}

function becomesOf(
  decision: Decision,
  rows: readonly AccessRow[],
  facts: PermissionFacts,
): readonly string[] {
  const { changing, staying, root, resolution } = decision;
  const isFolder = root.type === "directory";
  const changed = rows.filter(({ now, becomes }) =>
    (["see", "change", "run"] as const).some((right) => now[right] !== becomes[right]),
  );
  const after = changing.map((pair) => pair.after);
  const how = resolution.entries.some(({ isRemoved }) => !isRemoved)
    ? ["an access list is needed: a mode knows one group only"]
    : [];
  const group =
    resolution.group === undefined ? [] : [`it goes to the group ${resolution.group.name}`];
  const owner =
    resolution.owner === undefined ? [] : [`it will belong to ${resolution.owner.name}`];
  return [
    ...owner,
    ...group,
    ...how,
    ...changed.map((row) => describeRow(row, isFolder)),
    describeCounts(changing.length, staying, facts, after),
  ];
}

/** `0777 -> 0755 / 0644`: folders and programs, and other files where they differ. */
function describeOctal(root: Inode, decision: Decision | undefined): string {
  const now = formatMode(root.mode);
  if (decision === undefined || decision.changing.length === 0) return now;
  const after = rootAfter(decision, root);
  const file = decision.changing.find(
    ({ after: one }) => one.type === "file" && !isProgram(one) && one !== after,
  );
  const other = file === undefined ? "" : ` / ${formatMode(file.after.mode)}`;
  return `${now} -> ${formatMode(after.mode)}${other}`;
}

function lineOf(words: readonly string[]): string {
  return words.map(quoteWord).join(" ");
}
