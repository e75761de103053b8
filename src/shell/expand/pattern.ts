import { canBegin, longestMatch } from "./pattern-bounds.ts";
import { readElements } from "./pattern-elements.ts";
import { advance, flagsAt, type Matching, matchesSimple } from "./pattern-match.ts";

/** How a glob pattern is read. */
export interface PatternOptions {
  /** `?(…)` `*(…)` `+(…)` `@(…)` `!(…)` are patterns. */
  readonly extglob?: boolean;
  /** Letters match whatever their case. */
  readonly nocase?: boolean;
  /** `[^…]` is a set turned round, as `[!…]` is; so it is unless this is false. */
  readonly hasCaret?: boolean;
  /** A dot at the start is matched only by a dot that is written, as in file names. */
  readonly protectsDot?: boolean;
}

/** One thing that a pattern asks for. */
export type Element =
  /** `other` is the other case of a letter where case means nothing. */
  | { readonly kind: "character"; readonly value: string; readonly other?: string }
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "set"; matches(character: string): boolean }
  | {
      readonly kind: "group";
      readonly operator: GroupOperator;
      readonly alternatives: readonly (readonly Element[])[];
    };

export type GroupOperator = "?" | "*" | "+" | "@" | "!";

/** A compiled glob pattern. */
export interface Pattern {
  /** Whether the whole text matches. */
  matches(text: string): boolean;
  /** The ends of all matches that begin at `start`, in rising order. */
  ends(characters: readonly string[], start: number): readonly number[];
  /** Characters of text beyond which looking for a match at every place would take too long. */
  readonly limit: number;
  /** Characters beyond which even looking at one end would. */
  readonly limitAtEnd: number;
  /** The pattern that matches the same texts read backwards. */
  readonly reversed: Pattern;
}

/** Compiles a glob pattern; a backslash takes the meaning from the character after it. */
export function compilePattern(text: string, options: PatternOptions = {}): Pattern {
  return makePattern(readElements(text, options), options);
}

function makePattern(
  elements: readonly Element[],
  options: PatternOptions,
  isReversed = false,
): Pattern {
  const isSimple = elements.every((element) => element.kind !== "group");
  const longest = longestMatch(elements);
  const protectsDot = options.protectsDot === true;
  const reach = (characters: readonly string[]): Uint8Array => {
    const matching: Matching = { characters, protectsDot, isReversed };
    return advance(elements, flagsAt(characters.length, 0), matching);
  };
  return {
    matches(text) {
      const characters = Array.from(text);
      if (isSimple) return matchesSimple(elements, characters, protectsDot);
      return reach(characters)[characters.length] === 1;
    },
    ends(characters, start) {
      const ends: number[] = [];
      if (!canBegin(elements, characters[start])) return ends;
      const reached = reach(start === 0 ? characters : characters.slice(start, start + longest));
      for (let at = reached.indexOf(1); at >= 0; at = reached.indexOf(1, at + 1)) {
        ends.push(start + at);
      }
      return ends;
    },
    limit: !isSimple ? 4_000 : Number.isFinite(longest) ? 4_000_000 : 10_000,
    limitAtEnd: isSimple ? 4_000_000 : 8_000,
    get reversed() {
      return makePattern(reverse(elements), options, !isReversed);
    },
  };
}

function reverse(elements: readonly Element[]): readonly Element[] {
  return elements
    .map((element) =>
      element.kind === "group"
        ? { ...element, alternatives: element.alternatives.map(reverse) }
        : element,
    )
    .reverse();
}
