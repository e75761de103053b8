import type { ChangeCounts, HistoryEntry } from "../../domain/history.ts";
import type { Review } from "../../domain/review.ts";
import { countOf } from "../../domain/text.ts";

/** Why a refused line is not run. */
export function describeRefusal({ level, findings }: Review): string {
  if (findings.some(({ ruling }) => ruling?.kind === "refuse")) {
    return "Not run: the settings never let this run.";
  }
  return `Not run: what is critical is refused at the level ${level}.`;
}

/** `deleted 3 files, changed 1` of an entry's counts; empty for nothing. */
export function describeCounts(counts: ChangeCounts): string {
  const parts = [
    counts.created > 0 ? `made ${countOf(counts.created, "path")}` : "",
    counts.modified > 0 ? `changed ${countOf(counts.modified, "path")}` : "",
    counts.deleted > 0 ? `deleted ${countOf(counts.deleted, "path")}` : "",
    counts.metadata > 0
      ? `changed owner or permissions of ${countOf(counts.metadata, "path")}`
      : "",
  ].filter((part) => part !== "");
  return parts.join(", ");
}

/** What an undo of the entry would bring back. */
export function describeComeback(entry: HistoryEntry): string {
  const { created, modified, deleted, metadata } = entry.counts;
  const parts = [
    deleted > 0 ? `bring back ${countOf(deleted, "path")}` : "",
    modified > 0 ? `put back what was in ${countOf(modified, "path")}` : "",
    metadata > 0 ? `put back owner and permissions of ${countOf(metadata, "path")}` : "",
    created > 0 ? `remove ${countOf(created, "path")} that it made` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "It changed nothing." : `Undo would ${parts.join(", ")}.`;
}
