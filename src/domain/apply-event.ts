import type { Answers, PlanReview } from "./task-plan.ts";
import type { Path } from "./world.ts";

/**
 * What happens while a plan is carried out. One JSON object a line in the log, which is written
 * whether or not anybody looks; screens and text are drawn from it, also after a lost connection.
 */
export type ApplyEvent =
  | {
      readonly kind: "started";
      /** Names the run: its log, and the lock it holds. */
      readonly id: string;
      readonly title: string;
      readonly steps: readonly string[];
      /** ISO 8601 in UTC, as every `time` here. */
      readonly time: string;
    }
  /** Waiting for somebody else, such as the holder of the package manager's lock. */
  | { readonly kind: "waiting"; readonly for: string; readonly time: string }
  | {
      readonly kind: "step-started";
      /** From 0. */
      readonly step: number;
      readonly argv: readonly string[];
      /** The journal's entry that takes the step back; absent where there is none. */
      readonly entry?: string;
      readonly time: string;
    }
  | {
      readonly kind: "progress";
      readonly step: number;
      /** 0 to 100, as the program itself says; absent where it does not. */
      readonly percent?: number;
      /** What it is at, in words: `unpacking cowsay`. */
      readonly what: string;
    }
  /** What the program printed; not split into lines. */
  | { readonly kind: "output"; readonly step: number; readonly text: string }
  | {
      readonly kind: "step-ended";
      readonly step: number;
      readonly status: number;
      /** Whether looking again showed what was foretold. */
      readonly isVerified: boolean;
      /** What is not as it should be, a sentence. */
      readonly problem?: string;
      /** It would have brought files back and touched none, since these were changed meanwhile. */
      readonly conflicts?: readonly PathConflict[];
      /** The journal's entry that takes the step back; absent where there is none. */
      readonly entry?: string;
      readonly time: string;
    }
  | {
      readonly kind: "ended";
      /** differs: it would do something else now than what was agreed to; nothing was done. */
      readonly result: "done" | "failed" | "stopped" | "differs" | "locked";
      readonly sentence?: string;
      /** It failed, and all that it could have changed is as before: nothing is to be taken back. */
      readonly isUnchanged?: boolean;
      /** For `differs`: what it would do now, to be agreed to anew. */
      readonly review?: PlanReview;
      /** What it leaves to be settled. */
      readonly followUps?: readonly FollowUp[];
      readonly time: string;
    };

/** A path that an undo cannot bring back without taking away what somebody did since. */
export interface PathConflict {
  readonly path: Path;
  /** As a sentence part after the path's name. */
  readonly reason: string;
  /** A person may have the former state brought back all the same; what is there now is kept. */
  readonly canBeReplaced?: true;
}

/** Something that a run leaves for the person to decide, and the task that does it. */
export interface FollowUp {
  /** What there is to settle. */
  readonly sentence: string;
  readonly task: string;
  readonly answers: Answers;
  /** A word or two for the key that leads there: `compare`. */
  readonly label: string;
}
