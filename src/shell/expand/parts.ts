import type { ParsedScript } from "unbash";
import type { Replaced } from "./pattern-edit.ts";

/** A piece of a word as it is written, before anything is expanded. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly isQuoted: boolean }
  /** `"…"`, whose inside is never split and has no patterns. */
  | { readonly kind: "quotes"; readonly parts: readonly Part[] }
  | ParameterPart
  | { readonly kind: "arithmetic"; readonly inside: string }
  | { readonly kind: "command"; readonly script: ParsedScript }
  | {
      readonly kind: "process";
      readonly operator: "<" | ">";
      readonly script: ParsedScript;
    };

/** `$x` or `${…}`. */
export interface ParameterPart {
  readonly kind: "parameter";
  /** As written, for messages. */
  readonly written: string;
  /** A variable's name, digits, or one of `@ * # ? - $ ! 0 _`. */
  readonly name: string;
  readonly prefix: "" | "#" | "!";
  /** What stands between `[` and `]`. */
  readonly subscript?: string;
  readonly operation?: Operation;
}

export type Operation =
  | {
      readonly kind: "default";
      readonly operator: "-" | "=" | "?" | "+";
      /** With a colon, an empty value counts as none. */
      readonly isColon: boolean;
      readonly operand: readonly Part[];
    }
  | {
      readonly kind: "remove";
      readonly side: "start" | "end";
      readonly isLongest: boolean;
      readonly pattern: readonly Part[];
    }
  | {
      readonly kind: "replace";
      readonly which: Replaced;
      readonly pattern: readonly Part[];
      readonly replacement: readonly Part[];
    }
  | { readonly kind: "slice"; readonly offset: string; readonly length?: string }
  | {
      readonly kind: "case";
      readonly change: "upper" | "lower" | "toggle";
      readonly isAll: boolean;
      readonly pattern: readonly Part[];
    }
  | { readonly kind: "transform"; readonly letter: string }
  /** `${!prefix*}` and `${!prefix@}`. */
  | { readonly kind: "names"; readonly isStar: boolean }
  /** Nothing that bash knows. */
  | { readonly kind: "bad" };
