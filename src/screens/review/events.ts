import type { HistoryEntry } from "../../domain/history.ts";
import type { LineOutcome } from "../../domain/line-outcome.ts";
import type { KeyPress } from "../key-press.ts";
import type { RunResult } from "./state.ts";

/** Everything that can happen to the review screen. */
export type ReviewEvent =
  | { readonly kind: "key"; readonly press: KeyPress }
  | { readonly kind: "resized"; readonly columns: number; readonly rows: number }
  | { readonly kind: "paste"; readonly text: string }
  /** Looking at `line` has taken long enough to say so. */
  | { readonly kind: "slow"; readonly line: string }
  | {
      readonly kind: "reviewed";
      readonly line: string;
      readonly outcome: LineOutcome;
      readonly time: number;
    }
  | { readonly kind: "ran"; readonly result: RunResult }
  | { readonly kind: "entries"; readonly entries: readonly HistoryEntry[] };
