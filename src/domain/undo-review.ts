import type { Review } from "./review.ts";
import type { Path } from "./world.ts";

/** A path that changed since, with what taking it back would change of it. */
export interface UndoConflict {
  readonly path: Path;
  /** As a sentence part after the path's name. */
  readonly reason: string;
  /** Whether the former state can be brought back all the same. */
  readonly canBeReplaced: boolean;
  /** Lines as diff(1) tells them; none where one side is no text to compare. */
  readonly diff: readonly string[];
}

/** What a person said to the paths that changed since. */
export interface UndoAnswers {
  /** To be brought back all the same. */
  readonly replace: readonly Path[];
  /** To be left as they are. */
  readonly leave: readonly Path[];
}

/** What an undo would do, judged like a line that does the same. */
export interface UndoReview {
  readonly id: string;
  /** What was done. */
  readonly line: string;
  readonly answers: UndoAnswers;
  /** As long as there are any, nothing can be undone. */
  readonly conflicts: readonly UndoConflict[];
  readonly review: Review;
  /** How many paths come back. */
  readonly count: number;
  /** What cannot be brought back, as sentences. */
  readonly lost: readonly string[];
}

export const noAnswers: UndoAnswers = { replace: [], leave: [] };
