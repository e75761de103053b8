import type { AccessReport } from "../../domain/access-report.ts";
import type { ApplyEvent } from "../../domain/apply-event.ts";
import type { ApplyRun } from "../../domain/apply-run.ts";
import type { CheckUpItem } from "../../domain/check-up.ts";
import type { GuardId, Severity } from "../../domain/finding.ts";
import type { HistoryEntry } from "../../domain/history.ts";
import type { LineOutcome } from "../../domain/line-outcome.ts";
import type {
  FoundPackage,
  PackageChange,
  PackageDetails,
  PackageSimulation,
} from "../../domain/packages.ts";
import type { Review } from "../../domain/review.ts";
import type { GuardState, SettingChange, SettingsReport } from "../../domain/settings.ts";
import type { Answers, PlanReview, TaskPlan, TaskProblem } from "../../domain/task-plan.ts";
import type { UndoAnswers, UndoReview } from "../../domain/undo-review.ts";
import type { RunResult } from "../review/state.ts";

/** A question of a page to the machine. Each is answered away from the thread that draws. */
export type Query =
  /** The whole check-up, or only these parts of it. */
  | { readonly kind: "check-up"; readonly only?: readonly string[] }
  /** Packages by name, summary and role; the newest search of a page wins. */
  | {
      readonly kind: "search";
      readonly text: string;
      /** Only those that are here. */
      readonly only?: "installed";
      /** Exactly these, in this order, whatever the text: the packages that fill a role. */
      readonly names?: readonly string[];
    }
  | { readonly kind: "package-details"; readonly name: string }
  | {
      readonly kind: "simulate";
      readonly operation: "install" | "remove";
      readonly names: readonly string[];
    }
  | { readonly kind: "updates" }
  | { readonly kind: "changelog"; readonly name: string }
  | { readonly kind: "access"; readonly path: string; readonly answers: Answers }
  /** A task's plan, foreseen and judged. */
  | { readonly kind: "plan"; readonly task: string; readonly answers: Answers }
  /** What is left of a plan that broke off, foreseen and judged anew. */
  | { readonly kind: "plan-rest"; readonly plan: TaskPlan }
  | { readonly kind: "history" }
  /** What a shell line would do; the newest counts, the empty one ends any looking. */
  | { readonly kind: "foresee-line"; readonly line: string }
  /** Runs a shell line that was agreed to, on the person's terminal. */
  | { readonly kind: "run-line"; readonly review: Review }
  /** Carries out what was reviewed. Answers go on coming while it runs. */
  | {
      readonly kind: "apply";
      readonly review: PlanReview;
      /** Why root is needed, shown above sudo's question. */
      readonly reason: string;
    }
  /** Looks on at a run that goes on, or has ended, without us. */
  | { readonly kind: "attach"; readonly id: string }
  /** Asks the run that this page started to stop before its next step. */
  | { readonly kind: "stop" }
  | { readonly kind: "runs" }
  /** What bringing back the files of an entry would do, and what changed since. */
  | { readonly kind: "undo-review"; readonly id: string; readonly answers?: UndoAnswers }
  /** Brings back what was agreed to. */
  | { readonly kind: "undo"; readonly agreed: UndoReview }
  /** The plan that takes back a run, or an entry whose way back is a command. */
  | { readonly kind: "plan-undo"; readonly id: string }
  | { readonly kind: "settings" }
  | { readonly kind: "set"; readonly change: SettingChange }
  | { readonly kind: "guards" }
  | { readonly kind: "guard-page"; readonly guard: string };

/** What a query comes back with; `failed` for any of them. */
export type QueryResult =
  | { readonly kind: "check-up"; readonly items: readonly CheckUpItem[] }
  | {
      readonly kind: "search";
      readonly found: readonly FoundPackage[];
      readonly total: number;
      readonly among: number;
      /** Nothing matches; these names are spelt nearly so. */
      readonly isNear?: boolean;
    }
  | { readonly kind: "package-details"; readonly details: PackageDetails }
  | { readonly kind: "simulate"; readonly simulation: PackageSimulation }
  | {
      readonly kind: "updates";
      readonly changes: readonly PackageChange[];
      readonly keptBack: readonly string[];
      readonly listsAge?: number;
    }
  | { readonly kind: "changelog"; readonly text: string }
  | { readonly kind: "access"; readonly value: AccessReport }
  | { readonly kind: "plan"; readonly review: PlanReview }
  | { readonly kind: "problem"; readonly problem: TaskProblem }
  | { readonly kind: "history"; readonly entries: readonly HistoryEntry[] }
  | { readonly kind: "line"; readonly outcome: LineOutcome }
  /** It takes so long that a person should be told. */
  | { readonly kind: "slow" }
  | { readonly kind: "ran"; readonly result: RunResult }
  | { readonly kind: "runs"; readonly runs: readonly ApplyRun[] }
  /** Done, and there is nothing to say about it. */
  | { readonly kind: "nothing" }
  | { readonly kind: "apply"; readonly events: readonly ApplyEvent[] }
  | { readonly kind: "undo-review"; readonly review: UndoReview }
  | { readonly kind: "undo"; readonly isRestored: boolean; readonly messages: readonly string[] }
  | { readonly kind: "settings"; readonly report: SettingsReport }
  | {
      readonly kind: "guards";
      readonly guards: readonly {
        readonly id: GuardId;
        readonly title: string;
        readonly severity: Severity;
        /** What it was set to; absent where the level alone decides. */
        readonly state?: Pick<GuardState, "rule" | "by">;
      }[];
    }
  | { readonly kind: "guard-page"; readonly lines: readonly string[] }
  | { readonly kind: "failed"; readonly sentence: string };
