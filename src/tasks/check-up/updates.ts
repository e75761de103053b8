import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Probed, WaitingUpdates } from "../../domain/check-up-facts.ts";
import { countOf } from "../../domain/text.ts";
import { type Judged, judge, limited } from "./judging.ts";

const day = 24 * 60 * 60;
/** Lists that are older say little about what waits now. */
const tooOld = 8 * day;

/** Whether updates wait, and whether that is known at all. */
export function judgeUpdates(probed: Probed<WaitingUpdates>): CheckUpItem {
  return judge({ id: "updates", about: "updates" }, probed, judgeFacts);
}

function judgeFacts(facts: WaitingUpdates): Judged {
  const { changes, listsAge } = facts;
  const details = detailsOf(facts);
  const security = changes.filter(({ isSecurity }) => isSecurity).length;
  const waiting = describeWaiting(changes.length, "update");
  if (security > 0) {
    const all = changes.length > security ? `, ${countOf(changes.length, "update")} in all` : "";
    const summary = `${describeWaiting(security, "security update")}${all}`;
    return { condition: "danger", summary, details, mending: update("security") };
  }
  if (changes.length > 0) {
    const summary = `${waiting}, none of them for security`;
    return { condition: "note", summary, details, mending: update("all") };
  }
  if (!isOld(listsAge)) return { condition: "ok", summary: "no updates are waiting", details };
  const lists = listsAge === undefined ? "were never fetched" : `are ${daysOf(listsAge)} old`;
  const mending = { task: "refresh", answers: {}, label: "fetch" };
  const summary = `no updates are known, but the lists ${lists}`;
  return { condition: "caution", summary, details, mending };
}

function detailsOf({ changes, keptBack, listsAge }: WaitingUpdates): readonly string[] {
  const security = changes.filter(({ isSecurity }) => isSecurity);
  const others = changes.filter(({ isSecurity }) => !isSecurity);
  const age = ageSentence(listsAge);
  return [
    isOld(listsAge) ? `${age} There may be more updates than are known here.` : age,
    ...limited([...security, ...others].map(describeChange)),
    ...keptBack.map((name) => `${name}: kept back, since its update adds or removes others`),
  ];
}

function isOld(listsAge: number | undefined): boolean {
  return listsAge === undefined || listsAge > tooOld;
}

function describeWaiting(count: number, noun: string): string {
  return `${countOf(count, noun)} ${count === 1 ? "is" : "are"} waiting`;
}

function update(scope: "security" | "all") {
  return { task: "update", answers: { scope }, label: "update" };
}

function describeChange({
  name,
  before,
  after,
  isSecurity,
}: WaitingUpdates["changes"][number]): string {
  return `${name}  ${before ?? ""} -> ${after ?? ""}${isSecurity ? "  security" : ""}`;
}

function ageSentence(seconds: number | undefined): string {
  if (seconds === undefined) return "The lists of packages were never fetched.";
  return seconds < day
    ? "The lists of packages were fetched within the last day."
    : `The lists of packages were fetched ${daysOf(seconds)} ago.`;
}

function daysOf(seconds: number): string {
  return countOf(Math.floor(seconds / day), "day");
}
