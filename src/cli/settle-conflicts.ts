import { readConflictDiff } from "../apply/conflict-diff.ts";
import type { Conflict, UndoChoice } from "../apply/undo-plan.ts";
import { showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import type { Session } from "./session.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

/** Lines of a difference that are shown; the files themselves have the rest. */
const shownLines = 40;

/**
 * Asks, file by file, whether what changed since is left as it is or replaced by what it was before.
 * Undefined where there is no terminal to ask on, or the person would rather have nothing touched.
 */
export function settleConflicts(
  id: string,
  conflicts: readonly Conflict[],
  session: Session,
): Pick<UndoChoice, "replace" | "leave"> | undefined {
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
  const choices = canBeReplaced === true ? "[l]eave it, [r]eplace it" : "[l]eave it";
  const answer = terminal.ask(`    ${choices}, or Enter: touch nothing at all > `);
  if (answer === "l") return "leave";
  return answer === "r" && canBeReplaced === true ? "replace" : "stop";
}

/** What replacing would change, control characters made visible. */
export function describeDiff(
  id: string,
  path: Path,
  journal: Session["journal"],
): readonly string[] {
  const lines = readConflictDiff(id, path, journal);
  const shown = lines.slice(0, shownLines).map((line) => `      ${showLine(line)}`);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `      and ${more} more lines`] : shown;
}

/** As a name is shown, but with tabs as they are. */
function showLine(line: string): string {
  return line.split("\t").map(showName).join("\t");
}
