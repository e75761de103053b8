import { readConflictDiff } from "../apply/conflict-diff.ts";
import type { Conflict } from "../apply/undo-plan.ts";
import { showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import type { Session } from "./session.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

/** Lines of a difference that are shown. */
const shownLines = 40;

interface Settled {
  readonly replace: ReadonlySet<Path>;
  readonly leave: ReadonlySet<Path>;
}

/**
 * Asks, file by file, whether what changed since is left as it is or replaced by what it was before.
 * Undefined where there is no terminal to ask on, or the person would rather have nothing touched.
 */
export function settleConflicts(
  id: string,
  conflicts: readonly Conflict[],
  session: Session,
): Settled | undefined {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const replace = new Set<Path>();
  const leave = new Set<Path>();
  try {
    for (const conflict of conflicts) {
      const answer = askOne(id, conflict, terminal, session);
      if (answer === "stop") return undefined;
      (answer === "replace" ? replace : leave).add(conflict.path);
    }
    return { replace, leave };
  } finally {
    terminal.close();
  }
}

function askOne(
  id: string,
  { path, reason, canBeReplaced }: Conflict,
  terminal: Terminal,
  { journal }: Session,
): "replace" | "leave" | "stop" {
  terminal.print([`    ${showName(path)}  ${reason}`, ...describeDiff(id, path, journal)]);
  const choices =
    canBeReplaced === true ? "[k]eep it as it is, [t]ake it back" : "[k]eep it as it is";
  const answer = terminal.ask(`    ${choices}, or Enter: touch nothing at all > `);
  if (answer === "k") return "leave";
  return answer === "t" && canBeReplaced === true ? "replace" : "stop";
}

/** What replacing would change, control characters made visible, in the margin of its path. */
export function describeDiff(
  id: string,
  path: Path,
  journal: Session["journal"],
): readonly string[] {
  return readDiff(id, path, journal).map((line) => `      ${line}`);
}

/** As much of the difference as can be shown; the files themselves have the rest. */
export function readDiff(id: string, path: Path, journal: Session["journal"]): readonly string[] {
  const lines = readConflictDiff(id, path, journal);
  const shown = lines.slice(0, shownLines).map(showLine);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more lines`] : shown;
}

/** As a name is shown, but with tabs as they are. */
function showLine(line: string): string {
  return line.split("\t").map(showName).join("\t");
}
