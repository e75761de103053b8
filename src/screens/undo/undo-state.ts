import type { UndoAnswers, UndoConflict, UndoReview } from "../../domain/undo-review.ts";
import type { Path } from "../../domain/world.ts";
import type { Confirmation } from "../parts/confirmation.ts";

/** What a person says to a path that changed since. */
export type Settlement = "keep" | "take-back";

export type UndoMode =
  | { readonly kind: "looking" }
  /** Some paths changed since: what to do with each. */
  | {
      readonly kind: "conflicts";
      readonly review: UndoReview;
      readonly at: number;
      readonly settled: ReadonlyMap<Path, Settlement>;
      /** The difference of the selected path lies over the list. */
      readonly isDiffOpen: boolean;
    }
  | {
      readonly kind: "review";
      readonly review: UndoReview;
      readonly confirmation: Confirmation;
      /** It was agreed to something else a moment ago. */
      readonly isAnew: boolean;
    }
  | { readonly kind: "undoing" }
  | {
      readonly kind: "ended";
      readonly isRestored: boolean;
      readonly messages: readonly string[];
    };

export interface UndoState {
  readonly id: string;
  readonly mode: UndoMode;
}

export type Conflicts = UndoMode & { readonly kind: "conflicts" };

export function selectedConflict({ review, at }: Conflicts): UndoConflict | undefined {
  return review.conflicts[at];
}

/** Whether every path that changed since has been spoken of. */
export function isSettled({ review, settled }: Conflicts): boolean {
  return review.conflicts.every(({ path }) => settled.has(path));
}

/** What was said to all of them, earlier answers among them. */
export function answersOf({ review, settled }: Conflicts): UndoAnswers {
  const { replace, leave } = review.answers;
  const said = [...settled];
  const pathsOf = (one: Settlement) =>
    said.filter(([, what]) => what === one).map(([path]) => path);
  return {
    replace: [...replace, ...pathsOf("take-back")],
    leave: [...leave, ...pathsOf("keep")],
  };
}
