/** Half-open range of UTF-16 units in the line that was typed. */
export type Span = readonly [start: number, end: number];

/** Where a part of an argument came from, as far as a guard could want to know. */
export type Origin =
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly isEmpty: boolean;
      readonly isSet: boolean;
    }
  | { readonly kind: "glob"; readonly pattern: string; readonly matches: number }
  | { readonly kind: "tilde" }
  | { readonly kind: "brace" }
  | { readonly kind: "substitution"; readonly isEmpty: boolean }
  | { readonly kind: "input" };

/** One word of a command after every expansion. */
export interface Argument {
  /** The expanded text; what is known of it where `unknown` is set. */
  readonly text: string;
  /** The word as it was typed, quotes and all. */
  readonly written: string;
  readonly span: Span;
  readonly origins: readonly Origin[];
  /** Why the text cannot be known; absent when it is known. */
  readonly unknown?: string;
}

/** An argument that stands for itself, as in the argv form of `guard` or in a wrapper's own words. */
export function plainArgument(text: string, span: Span = [0, 0]): Argument {
  return { text, written: text, span, origins: [] };
}
