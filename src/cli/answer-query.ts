import type { Level } from "../domain/finding.ts";
import type { SettingChange } from "../domain/settings.ts";
import type { PlanReview, TaskProblem } from "../domain/task-plan.ts";
import { guards } from "../guards/index.ts";
import { describeGuard } from "../reports/guard-page.ts";
import type { Query, QueryResult } from "../screens/app/query.ts";
import { readListsAge } from "../system/check-up/lists-age.ts";
import { judgePlan, planTask } from "./apply-plan.ts";
import { changeSetting } from "./change-setting.ts";
import { lookAround } from "./check-up/look-around.ts";
import { listHistory } from "./list-history.ts";
import { askLater, packageManager } from "./package-manager.ts";
import {
  describePackage,
  readChangelog,
  searchPackages,
  simulatePackages,
} from "./package-search.ts";
import { planUndo } from "./plan-undo.ts";
import { reportPermissions } from "./report-permissions.ts";
import { reportSettings } from "./report-settings.ts";
import { entriesForScreens } from "./review-messages.ts";
import { listRuns } from "./runs.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";
import { reviewUndo, undoAgreed } from "./undo-queries.ts";

/** Entries that the history page, and `Up`, lead back to. */
const entriesOfHistory = 200;

/** Gives a part of an answer that more will follow. */
export type Tell = (result: QueryResult) => void;

/** The queries that are answered in a worker; the others need the thread that draws. */
export type WorkerQuery = Exclude<
  Query,
  { readonly kind: "foresee-line" | "run-line" | "apply" | "attach" | "stop" }
>;

/** Looks at the machine anew for every query: whatever was done meanwhile counts. */
export async function answerQuery(
  query: WorkerQuery,
  level: Level | undefined,
  tell: Tell,
): Promise<QueryResult> {
  switch (query.kind) {
    case "history":
      return { kind: "history", entries: listHistory(open(level), entriesOfHistory) };
    case "undo-review":
      return reviewUndo(query.id, open(level), query.answers);
    case "undo":
      return undoAgreed(query.agreed, open(level));
    case "runs":
      return { kind: "runs", runs: listRuns(open(level)) };
    case "plan":
      return planResult(await planTask(query.task, query.answers, open(level)));
    case "plan-rest":
      return planResult(judgePlan(query.plan, open(level)));
    case "plan-undo":
      return planResult(await planUndo(query.id, open(level)));
    case "check-up":
      return checkUp(query.only, open(level), tell);
    case "settings":
      return { kind: "settings", report: reportSettings(open(level)) };
    case "set":
      return set(query.change, level);
    case "guards":
      return listGuards(open(level));
    case "access":
      return { kind: "access", value: reportPermissions(query.path, query.answers, open(level)) };
    case "guard-page":
      return guardPage(query.guard);
    case "search":
      return { kind: "search", ...(await searchPackages(query, open(level))) };
    case "package-details":
      return packageDetails(query.name, open(level));
    case "simulate":
      return {
        kind: "simulate",
        simulation: simulatePackages(query.operation, query.names, open(level)),
      };
    case "updates":
      return updates(open(level));
    case "changelog":
      return { kind: "changelog", text: await readChangelog(query.name, open(level)) };
  }
}

function open(level: Level | undefined): Session {
  return openSession({ ...readSituation(), maximumEntries: entriesForScreens }, level);
}

/** Each line as soon as it is known, all of them again at the end. */
async function checkUp(
  only: readonly string[] | undefined,
  session: Session,
  tell: Tell,
): Promise<QueryResult> {
  const items = await lookAround({ session, answers: {}, ...(only && { only }) }, (item) =>
    tell({ kind: "check-up", items: [item] }),
  );
  return { kind: "check-up", items };
}

async function set(change: SettingChange, level: Level | undefined): Promise<QueryResult> {
  const sentence = await changeSetting(change, open(level));
  if (sentence !== undefined) return { kind: "failed", sentence };
  return { kind: "settings", report: reportSettings(open(level)) };
}

function listGuards({ configuration }: Session): QueryResult {
  const { rules } = configuration.policy;
  const known = guards.map(({ id, title, severity }) => {
    const state = rules.get(id);
    return { id, title, severity, ...(state === undefined ? {} : { state }) };
  });
  return { kind: "guards", guards: known };
}

async function packageDetails(name: string, session: Session): Promise<QueryResult> {
  const details = await describePackage(name, session);
  if (details !== undefined) return { kind: "package-details", details };
  return { kind: "failed", sentence: `No source of this machine has a package ${name}.` };
}

async function updates(session: Session): Promise<QueryResult> {
  const { changes, keptBack } = await askLater(packageManager.updates(), session);
  const listsAge = readListsAge();
  return { kind: "updates", changes, keptBack, ...(listsAge === undefined ? {} : { listsAge }) };
}

function planResult(plan: PlanReview | TaskProblem): QueryResult {
  return "kind" in plan ? { kind: "problem", problem: plan } : { kind: "plan", review: plan };
}

/** Wide enough for the page to break the lines as it needs. */
const pageStyle = { width: 76, hasColour: false };

function guardPage(id: string): QueryResult {
  const guard = guards.find((known) => known.id === id);
  if (guard === undefined) return { kind: "failed", sentence: `There is no guard ${id}.` };
  return { kind: "guard-page", lines: describeGuard(guard, pageStyle) };
}
