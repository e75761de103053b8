import { closeSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { keptPath } from "../journal/complete.ts";
import type { JournalContext } from "../journal/context.ts";
import { readPathState } from "../journal/path-state.ts";
import { openNoFollow } from "../journal/read-file.ts";
import { readEntry, readFullEntry } from "../journal/read-journal.ts";
import { runHelper } from "../journal/run-helper.ts";

/** Bytes of a file of which differences are shown. */
const longest = 1 << 20;

/**
 * What bringing a path back would change of what it holds now, as diff(1) tells it; none where one
 * side is no file, cannot be read or is too long.
 */
export function readConflictDiff(
  id: string,
  path: Path,
  context: JournalContext,
): readonly string[] {
  const entry = readEntry(id, context);
  const record = entry && readFullEntry(entry, context).records.find((one) => one.path === path);
  if (entry === undefined || record?.kept === undefined || record.kept.how === "tree") return [];
  const now = openFile(path);
  const former = openFile(keptPath(entry, record.kept));
  try {
    if (now === undefined || former === undefined) return [];
    const labels = ["--label", "as it is now", "--label", "as it would be again"];
    const words = ["-u", ...labels, "--", "/proc/self/fd/3", "/proc/self/fd/4"];
    const { status, output } = runHelper("diff", words, "", [now, former]);
    return status === 1 ? decodeBytes(output).trimEnd().split("\n") : [];
  } finally {
    for (const file of [now, former]) if (file !== undefined) closeSync(file);
  }
}

function openFile(path: Path): number | undefined {
  try {
    const state = readPathState(path);
    if (state?.type !== "file" || state.size > longest) return undefined;
    return openNoFollow(path, state.inode);
  } catch {
    return undefined;
  }
}
