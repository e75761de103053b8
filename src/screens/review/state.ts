import type { Level } from "../../domain/finding.ts";
import type { HistoryEntry } from "../../domain/history.ts";
import type { LineOutcome } from "../../domain/line-outcome.ts";
import type { Review } from "../../domain/review.ts";
import type { Look } from "../look.ts";
import { type Recall, recallOf } from "../parts/recall.ts";
import { emptyInput, type TextInput } from "../parts/text-input.ts";

/** Who sits in front of which machine. */
export interface Setting {
  readonly user: string;
  readonly hostName: string;
  readonly directory: string;
  readonly level: Level;
  readonly isRoot: boolean;
}

/** What came of running a line. */
export interface RunResult {
  readonly line: string;
  /** The status it ended with; absent when it was not run. */
  readonly status?: number;
  /** The last entry of the history afterwards, when the line made one. */
  readonly entry?: HistoryEntry;
  /** Sentences for the person: why it was not run, what could not be kept. */
  readonly messages: readonly string[];
}

export type ListName = "effects" | "paths" | "help";

/** The level a person is on; Esc leads one level back. */
export type Mode =
  /** Typing. `isRunWanted`: Enter was pressed before the review was there. */
  | { readonly kind: "line"; readonly isRunWanted: boolean }
  /** Keys belong to the review, not to the line. */
  | { readonly kind: "review" }
  | {
      readonly kind: "confirm";
      readonly openedAt: number;
      readonly typed: TextInput;
      readonly isWrong: boolean;
    }
  | { readonly kind: "refused" }
  | { readonly kind: "list"; readonly list: ListName; readonly back: Mode }
  /** The terminal belongs to the line. */
  | { readonly kind: "busy" };

export interface ReviewState {
  readonly look: Look;
  /** The rows that the body has. */
  readonly bodyRows: number;
  readonly setting: Setting;
  readonly input: TextInput;
  readonly recall: Recall;
  /** The newest outcome and the line it is about, which may be older than the one being typed. */
  readonly seen?: { readonly line: string; readonly outcome: LineOutcome };
  /** Looking has taken long enough to say so. */
  readonly isSlow: boolean;
  readonly mode: Mode;
  /** First row of the body that is shown. */
  readonly scroll: number;
  readonly last?: RunResult;
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}

/** What the screen wants done; it does nothing itself. */
export type Intent =
  /** A line to look at; the empty line ends any looking. */
  | { readonly kind: "review"; readonly line: string }
  /** Everything that had to be confirmed has been. */
  | { readonly kind: "run"; readonly review: Review }
  | { readonly kind: "undo"; readonly entry: HistoryEntry }
  | { readonly kind: "back" }
  | { readonly kind: "suspend" }
  | { readonly kind: "quit" };

export interface Step {
  readonly state: ReviewState;
  readonly intents: readonly Intent[];
}

/** The title, the line, two rules, the keys, and the row that is never drawn on. */
const rowsAround = 6;

export const typing: Mode = { kind: "line", isRunWanted: false };

export function initialState(
  setting: Setting,
  look: Look,
  entries: readonly HistoryEntry[] = [],
): ReviewState {
  const lines = entries.filter(({ kind }) => kind === "run").map(({ line }) => line);
  return {
    look,
    bodyRows: Math.max(1, look.rows - rowsAround),
    setting,
    input: emptyInput,
    recall: recallOf(lines),
    isSlow: false,
    mode: typing,
    scroll: 0,
    entries,
  };
}

/** The outcome for the very line being typed; an older one is never taken for it. */
export function currentOutcome(state: ReviewState): LineOutcome | undefined {
  return state.seen?.line === state.input.text ? state.seen.outcome : undefined;
}

export function currentReview(state: ReviewState): Review | undefined {
  const outcome = currentOutcome(state);
  return outcome?.kind === "review" ? outcome.review : undefined;
}

/** The entry that `u` would take back: the newest that changed something and still stands. */
export function undoable(state: ReviewState): HistoryEntry | undefined {
  return state.entries.find(({ kind, state: stage, counts, plan }) => {
    // What a plan did is taken back by a plan, from the page of the history.
    if (plan !== undefined) return false;
    const { created, modified, deleted, metadata } = counts;
    const isNothing = stage === "done" && created + modified + deleted + metadata === 0;
    return kind !== "undo" && stage !== "undone" && stage !== "keeping" && !isNothing;
  });
}
