import { type EntryState, type HistoryEntry, nameEntries } from "../domain/history.ts";
import { formatCount, showName } from "../domain/text.ts";
import { localTime } from "./local-time.ts";
import type { PlainStyle } from "./plain.ts";

/** One line an entry: id, time, how it stands, the line that was run. */
export function describeHistory(
  entries: readonly HistoryEntry[],
  style: PlainStyle,
): readonly string[] {
  if (entries.length === 0) return ["Nothing is in the history yet."];
  const names = nameEntries(entries);
  return entries.flatMap((entry) => describeEntry(entry, names, style));
}

function describeEntry(
  entry: HistoryEntry,
  names: ReadonlyMap<string, string>,
  style: PlainStyle,
): readonly string[] {
  const { id, time, kind, of, plan, line } = entry;
  const head = `${id}  ${localTime(time)}  ${describeState(entry)}`;
  const takenBack = kind === "run" || plan !== undefined || of === undefined ? "" : `  (${of})`;
  const root = plan?.isRoot === true ? " (as root)" : "";
  const what = `${names.get(id) ?? line}${root}${takenBack}`;
  const room = style.width - 4;
  const shown = showName(what);
  return [head, `    ${shown.length > room ? `${shown.slice(0, room - 3)}...` : shown}`];
}

const states: Record<EntryState, string> = {
  keeping: "not started",
  running: "still running",
  done: "",
  interrupted: "cut off while running",
  undoing: "undo begun",
  undone: "undone",
};

function describeState(entry: HistoryEntry): string {
  const { created, modified, deleted, metadata } = entry.counts;
  const changes = [
    [created, "made"],
    [modified, "changed"],
    [deleted, "deleted"],
    [metadata, "permissions"],
  ] as const;
  const counted = changes
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`);
  const undo =
    entry.state === "undone"
      ? ""
      : `undo: ${entry.undo === "full" ? "yes" : entry.undo === "part" ? "in part" : "no"}`;
  const status = entry.status === undefined || entry.status === 0 ? "" : `status ${entry.status}`;
  return [states[entry.state], counted.join(", "), status, undo]
    .filter((part) => part !== "")
    .join("  ");
}
