import { noAnswers, type UndoConflict, type UndoReview } from "../../src/domain/undo-review.ts";
import { makeFinding, makeReview } from "./states.ts";

/** An undo that nobody objects to, to be made particular. */
export function makeUndoReview(differences: Partial<UndoReview> = {}): UndoReview {
  return {
    id: "3",
    line: "rm -rf docs",
    answers: noAnswers,
    conflicts: [],
    review: makeReview("guard --undo 3", {
      decision: "ask",
      confirm: "yes",
      effects: [{ kind: "create", path: "/home/ann/docs", count: 3 }],
    }),
    count: 3,
    lost: [],
    ...differences,
  };
}

export const changedSince: readonly UndoConflict[] = [
  {
    path: "/home/ann/docs/a\u001b[31m.txt",
    reason: "was changed since",
    canBeReplaced: true,
    diff: [
      "--- as it is now",
      "+++ as it would be again",
      "@@ -1,4 +1,4 @@",
      "-mine now",
      "+a",
      ...Array.from({ length: 40 }, (_, at) => ` row ${at}`),
    ],
  },
  { path: "/home/ann/docs/new", reason: "was put there since", canBeReplaced: false, diff: [] },
];

/** It would open to everybody what was closed. */
export const dangerousUndo = makeUndoReview({
  review: makeReview("guard --undo 3", {
    decision: "ask",
    confirm: "type",
    confirmWords: "open 12 files",
    findings: [
      makeFinding({
        guard: "opens-permissions",
        severity: "danger",
        title: "This would open 12 files to everybody",
        instead: [],
      }),
    ],
  }),
});
