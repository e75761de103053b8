import { runUndo } from "../apply/run-undo.ts";
import { countRestored } from "../apply/undo-plan.ts";
import type { HistoryEntry } from "../domain/history.ts";
import { countOf } from "../domain/text.ts";
import type { UndoResult } from "../screens/review/state.ts";
import type { Session } from "./session.ts";

/** Takes an entry back and says what came of it, for the screen. */
export function undoEntry({ id, line }: HistoryEntry, session: Session): UndoResult {
  const result = runUndo(id, session.journal);
  const held = (...messages: readonly string[]) => ({ line, isRestored: false, messages });
  switch (result.kind) {
    case "undone": {
      const { lost } = result.plan;
      return {
        line,
        isRestored: true,
        messages: [
          `${countOf(countRestored(result.plan), "path")} as before`,
          ...lost.map(({ path, reason }) => `not brought back: ${path}  ${reason}`),
          ...result.short.map((path) => `not all of its owner, times or attributes: ${path}`),
        ],
      };
    }
    case "conflict":
      return held(
        "Nothing was touched, because these changed since:",
        ...result.conflicts.map(({ path, reason }) => `${path}  ${reason}`),
      );
    case "elsewhere":
    case "missing":
      return held("The history no longer has it.");
    case "already":
      return held("It was undone already.");
    case "needs-plan":
      return held("A plan of its own takes it back.");
    case "locked":
    case "failed":
      return held(result.sentence);
  }
}
