import type { Action, SshSetting } from "./action.ts";
import type { Span } from "./argument.ts";
import type { Mending } from "./check-up.ts";
import type { Effect, Unknown } from "./effect.ts";
import type { Foreseen } from "./plan.ts";
import type { EffectSummary, Review } from "./review.ts";
import type { Path } from "./world.ts";

/** What a person chose in a task, by question; what an answers file holds. */
export type Answers = Readonly<Record<string, string | boolean | readonly string[]>>;

/** How it is told afterwards whether a step did what it should; statuses lie. */
export type Verification =
  | {
      readonly kind: "packages";
      /** Names with the version that must be there, whole and configured. */
      readonly present: readonly { readonly name: string; readonly version?: string }[];
      readonly absent: readonly string[];
    }
  /** The paths are as they were foretold: owner, mode, access lists. */
  | { readonly kind: "as-foreseen" }
  | { readonly kind: "service"; readonly unit: string; readonly isActive: boolean }
  /** Nobody logs in to it by a password. */
  | { readonly kind: "locked"; readonly user: string }
  /** The ssh server itself says so to root. */
  | { readonly kind: "ssh-setting"; readonly setting: SshSetting; readonly value: string }
  /** None of these sources of the file, by address and suite, is believed without a signature. */
  | { readonly kind: "source"; readonly file: Path; readonly sources: readonly string[] }
  | { readonly kind: "none" };

/** How a step comes back. */
export type Inverse =
  /** The journal keeps what it changes, as for any line. */
  | { readonly kind: "kept" }
  | { readonly kind: "actions"; readonly actions: readonly Action[] }
  | { readonly kind: "none"; readonly reason: string };

/** One step of a plan as a task asks for it. */
export interface TaskStep {
  /** What it does, as a headline without names a person did not give: `install cowsay`. */
  readonly title: string;
  readonly action: Action;
  readonly runAs: "caller" | "root";
  readonly verify: Verification;
  readonly inverse: Inverse;
  /** What the task knows that undo would not bring back; makes the undo `part`. */
  readonly undoReason?: string;
}

/** A guided job turned into steps. Nothing of it has been done. */
export interface TaskPlan {
  /** The task's id, such as `install`. */
  readonly task: string;
  readonly answers: Answers;
  /** Such as `Install cowsay`. */
  readonly title: string;
  readonly steps: readonly TaskStep[];
  /** Sentences for the person beside what guards say: services that start, what stays as it is. */
  readonly remarks: readonly string[];
}

/** Only the journal, perhaps root's, knows what such a plan changes: nothing is foreseen of it. */
export function isBringingBack({ steps }: Pick<TaskPlan, "steps">): boolean {
  return steps.every(({ action }) => action.kind === "undo-entry");
}

/** Why a task makes no plan: nothing to do, or something in the way. */
export interface TaskProblem {
  readonly kind: "nothing-to-do" | "cannot" | "unanswered";
  /** What is the matter and what next, one or two sentences. */
  readonly sentence: string;
  /** How it stands now: what a person has to know to answer what is not answered yet. */
  readonly now?: string;
  /** Choices that would do, such as names that exist. */
  readonly suggestions?: readonly string[];
  /** What each suggestion means, in their order, where the word alone does not say it. */
  readonly meanings?: readonly string[];
  /** The question that each suggestion is an answer to, where choosing one goes on. */
  readonly question?: { readonly key: string; readonly kind: "names" | "choice" };
  /** The task that takes out of the way what is in it. */
  readonly mending?: Mending;
}

/** A step with the commands it comes to and what they would do. */
export interface ForeseenStep extends TaskStep {
  readonly commands: readonly (readonly string[])[];
  /** Where its commands stand in the plan's line. */
  readonly span: Span;
  readonly effects: readonly Effect[];
  readonly unknown: readonly Unknown[];
}

/** A plan foreseen on this machine: what guards judge and what the review shows. */
export interface ForeseenPlan {
  readonly plan: TaskPlan;
  readonly steps: readonly ForeseenStep[];
  /** All steps as one line, for guards and reports; paths are counted over all of them. */
  readonly foreseen: Foreseen;
}

/** A command of a plan, as it is shown. */
export interface PlanCommand {
  readonly argv: readonly string[];
  /** Root for all commands of a plan in which one step needs it. */
  readonly runAs: "caller" | "root";
  /** The step that it belongs to, from 0. */
  readonly step: number;
  readonly effects: readonly EffectSummary[];
}

/** A plan judged: what a person agrees to. */
export interface PlanReview {
  readonly plan: TaskPlan;
  readonly commands: readonly PlanCommand[];
  readonly review: Review;
  /** Differences of configuration files that the plan settles, as unified diffs. */
  readonly diffs: readonly { readonly path: Path; readonly text: string }[];
}
