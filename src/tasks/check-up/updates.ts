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

function judgeFacts({ changes, keptBack, listsAge }: WaitingUpdates): Judged {
  const security = changes.filter(({ isSecurity }) => isSecurity);
  const others = changes.filter((change) => !change.isSecurity);
  const isOld = listsAge === undefined || listsAge > tooOld;
  const age = ageSentence(listsAge);
  const details = [
    ...(isOld ? [`${age} There may be more updates than are known here.`] : [age]),
    ...limited([...security, ...others].map(describeChange)),
    ...keptBack.map((name) => `${name}: kept back, since its update adds or removes others`),
  ];
  if (security.length > 0) {
    const all = changes.length > security.length ? `, ${changes.length} updates in all` : "";
    const summary = `${countOf(security.length, "security update")} ${isOrAre(security.length)} waiting${all}`;
    return { condition: "danger", summary, details, mending: update("security") };
  }
  if (changes.length > 0) {
    const summary = `${countOf(changes.length, "update")} ${isOrAre(changes.length)} waiting, none of them for security`;
    return { condition: "note", summary, details, mending: update("all") };
  }
  if (isOld) {
    const lists =
      listsAge === undefined
        ? "the lists were never fetched"
        : `the lists are ${daysOf(listsAge)} old`;
    const mending = { task: "refresh", answers: {}, label: "fetch" };
    return {
      condition: "caution",
      summary: `no updates are known, but ${lists}`,
      details,
      mending,
    };
  }
  return { condition: "ok", summary: "no updates are waiting", details };
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

function isOrAre(count: number): string {
  return count === 1 ? "is" : "are";
}
