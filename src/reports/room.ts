import type { StoreRoom } from "../domain/history.ts";
import type { Retention } from "../domain/retention.ts";
import { countOf, formatSize } from "../domain/text.ts";

/** What undo takes up, and when it gives that back. */
export function describeRoom(room: StoreRoom, kept: Retention): readonly string[] {
  if (room.entries === 0) return [];
  const { days, gigabytes } = kept;
  return [
    `Kept for undo: ${formatSize(room.bytes)}, ${formatSize(room.free)} free. Each entry goes after ${countOf(days, "day")}, the oldest sooner beyond ${gigabytes} GB.`,
    ...(room.isShort
      ? ["The disk is nearly full: the oldest entries go first, none within a day."]
      : []),
  ];
}
