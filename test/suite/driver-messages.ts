import type { Change } from "../../src/domain/plan.ts";

/** What the suite asks its driver. */
export type DriverRequest =
  /** Foresee the line and keep what it would change. */
  | {
      readonly kind: "prepare";
      readonly line: string;
      readonly directory: string;
      readonly environment: Record<string, string>;
    }
  /** Foresee the line alone; nothing is kept. */
  | {
      readonly kind: "foresee";
      readonly line: string;
      readonly directory: string;
      readonly environment: Record<string, string>;
    }
  /** The line prepared last has been run: record it and undo it. */
  | { readonly kind: "finish"; readonly status: number };

export interface DriverAnswer {
  readonly changes: readonly Change[];
  readonly unknown: readonly { readonly reason: string }[];
  /** Grade of the undo that was promised. */
  readonly undo?: "full" | "part" | "none";
  /** `undone`, `nothing` where there was nothing to undo, or what went wrong. */
  readonly undone?: string;
  readonly crash?: string;
}
