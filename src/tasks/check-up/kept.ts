import type { CheckUpItem } from "../../domain/check-up.ts";
import type { StoreRoom } from "../../domain/history.ts";
import type { Retention } from "../../domain/retention.ts";
import { countOf, formatSize } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

/** What is kept for undo takes up room: how much, and whether its disk has any left. */
export function judgeKept(room: StoreRoom, limits: Retention): CheckUpItem {
  const probed = { kind: "known", facts: room } as const;
  return judge({ id: "kept", about: "what is kept for undo" }, probed, (facts) =>
    judgeFacts(facts, limits),
  );
}

function judgeFacts(room: StoreRoom, { days, gigabytes, freePercent }: Retention): Judged {
  const { bytes, entries, free, isShort, oldest } = room;
  if (entries === 0) return { condition: "ok", summary: "nothing is kept for undo" };
  const since = oldest === undefined ? "" : `, the oldest of ${oldest.slice(0, 10)}`;
  const details = [
    `${countOf(entries, "entry", "entries")}${since}; ${formatSize(free)} free beside them`,
    `Each goes after ${countOf(days, "day")}, the oldest sooner beyond ${gigabytes} GB or where less than ${freePercent} % of a disk is free; none within a day.`,
  ];
  const kept = `${formatSize(bytes)} kept for undo`;
  if (!isShort) return { condition: "ok", summary: kept, details };
  return {
    condition: "caution",
    summary: `${kept} on a disk that is nearly full`,
    details: [
      ...details,
      "What is deleted frees nothing as long as it is kept; --no-undo frees its room at once.",
    ],
    mending: { task: "history", answers: {}, label: "look" },
  };
}
