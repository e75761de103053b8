import type { Origin, Span } from "../../domain/argument.ts";
import type { ExpansionContext, VariableValue } from "../state.ts";
import type { Substitutions } from "./substitutions.ts";

/** A piece of a word after expansion, before it is split and matched against files. */
export type Segment =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Stands for itself: no pattern. */
      readonly isQuoted: boolean;
      /** Came from an expansion outside quotes: IFS splits it. */
      readonly isSplit: boolean;
      readonly unknown?: string;
    }
  /**
   * Between two elements of a list; where lists are not split, `joiner` stands there. Outside
   * quotes it is split at like a character of IFS.
   */
  | { readonly kind: "break"; readonly joiner: string; readonly isQuoted: boolean };

/** What the expansion of one word shares. */
export interface Run {
  readonly context: ExpansionContext;
  /** The place of the word in the line that was typed. */
  readonly span: Span;
  readonly substitutions: Substitutions;
  readonly origins: Origin[];
}

/** Where a part stands: quoted parts stand for themselves, split ones came from an expansion. */
export interface Place {
  readonly isQuoted: boolean;
  readonly isSplit: boolean;
}

/** The text of segments where nothing is split, as in an assignment. */
export function joinSegments(segments: readonly Segment[]): VariableValue {
  let text = "";
  let unknown: string | undefined;
  for (const segment of segments) {
    text += segment.kind === "break" ? segment.joiner : segment.text;
    if (segment.kind === "text") unknown ??= segment.unknown;
  }
  return withUnknown(text, unknown);
}

/** The text of segments as a pattern: what was quoted is escaped. */
export function joinPattern(segments: readonly Segment[]): VariableValue {
  let text = "";
  let unknown: string | undefined;
  for (const segment of segments) {
    if (segment.kind === "break") text += segment.joiner;
    else text += segment.isQuoted ? escapePattern(segment.text) : segment.text;
    if (segment.kind === "text") unknown ??= segment.unknown;
  }
  return withUnknown(text, unknown);
}

/** A text that matches itself as a pattern. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^+@()|:.=-]/g, "\\$&");
}

/** A value, with the reason why it is not known where there is one. */
export function withUnknown(text: string, unknown: string | undefined): VariableValue {
  return unknown === undefined ? { text } : { text, unknown };
}
