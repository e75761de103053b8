import { readElements } from "./pattern-elements.ts";

/** How a glob pattern is read. */
export interface PatternOptions {
  /** `?(…)` `*(…)` `+(…)` `@(…)` `!(…)` are patterns. */
  readonly extglob?: boolean;
  /** Letters match whatever their case. */
  readonly nocase?: boolean;
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
  /** The pattern that matches the same texts read backwards. */
  readonly reversed: Pattern;
}

/** Compiles a glob pattern; a backslash takes the meaning from the character after it. */
export function compilePattern(text: string, options: PatternOptions = {}): Pattern {
  return makePattern(readElements(text, options), options);
}

function makePattern(elements: readonly Element[], options: PatternOptions): Pattern {
  const isSimple = elements.every((element) => element.kind !== "group");
  const protects = options.protectsDot === true;
  return {
    matches(text) {
      const characters = Array.from(text);
      if (isSimple) return matchesSimple(elements, characters, protects);
      const flags = advance(elements, characters, flagsAt(characters.length, 0), protects);
      return flags[characters.length] === 1;
    },
    ends(characters, start) {
      const rest = characters.slice(start);
      const flags = advance(elements, rest, flagsAt(rest.length, 0), protects);
      const ends: number[] = [];
      for (let at = 0; at < flags.length; at += 1) if (flags[at] === 1) ends.push(start + at);
      return ends;
    },
    get reversed() {
      return makePattern(reverse(elements), options);
    },
  };
}

/** The usual two-pointer match: only the last star ever needs to be tried again. */
function matchesSimple(
  elements: readonly Element[],
  characters: readonly string[],
  protectsDot: boolean,
): boolean {
  if (protectsDot && characters[0] === "." && elements[0]?.kind !== "character") return false;
  let at = 0;
  let element = 0;
  let starElement = -1;
  let starAt = 0;
  while (at < characters.length) {
    const wanted = elements[element];
    if (wanted?.kind === "star") {
      starElement = element;
      starAt = at;
      element += 1;
    } else if (wanted !== undefined && takes(wanted, characters[at] ?? "")) {
      element += 1;
      at += 1;
    } else if (starElement >= 0) {
      starAt += 1;
      at = starAt;
      element = starElement + 1;
    } else return false;
  }
  while (elements[element]?.kind === "star") element += 1;
  return element === elements.length;
}

function takes(element: Element, character: string): boolean {
  if (element.kind === "character") {
    return element.value === character || element.other === character;
  }
  if (element.kind === "set") return element.matches(character);
  return element.kind === "any";
}

/** A flag for every position that has been reached. */
type Flags = Uint8Array;

function flagsAt(length: number, position: number): Flags {
  const flags = new Uint8Array(length + 1);
  flags[position] = 1;
  return flags;
}

/** Where matches of all the elements in a row can end, from the positions given. */
function advance(
  elements: readonly Element[],
  characters: readonly string[],
  from: Flags,
  protectsDot: boolean,
): Flags {
  let flags = from;
  for (const element of elements) {
    const first = flags.indexOf(1);
    if (first < 0) return flags;
    const isGuarded = protectsDot && first === 0 && characters[0] === ".";
    flags = step(
      element,
      characters,
      isGuarded ? guard(element, flags) : flags,
      first,
      protectsDot,
    );
  }
  return flags;
}

/** A leading dot is taken by a written dot alone. */
function guard(element: Element, flags: Flags): Flags {
  if (element.kind === "character") return flags;
  if (element.kind === "group" && element.operator !== "!") return flags;
  const guarded = flags.slice();
  guarded[0] = 0;
  return guarded;
}

function step(
  element: Element,
  characters: readonly string[],
  flags: Flags,
  first: number,
  protectsDot: boolean,
): Flags {
  if (element.kind === "star") return fillFrom(flags);
  if (element.kind === "group") return stepGroup(element, characters, flags, protectsDot);
  const next = new Uint8Array(flags.length);
  for (let at = first; at < characters.length; at += 1) {
    if (flags[at] === 1 && takes(element, characters[at] ?? "")) next[at + 1] = 1;
  }
  return next;
}

function fillFrom(flags: Flags): Flags {
  const first = flags.indexOf(1);
  return first < 0 ? flags : flags.slice().fill(1, first);
}

function stepGroup(
  group: Element & { readonly kind: "group" },
  characters: readonly string[],
  flags: Flags,
  protectsDot: boolean,
): Flags {
  const once = (from: Flags): Flags => {
    const reached = new Uint8Array(from.length);
    for (const alternative of group.alternatives) {
      join(reached, advance(alternative, characters, from, protectsDot));
    }
    return reached;
  };
  if (group.operator === "!") return exclude(flags, once);
  const reached = once(flags);
  if (group.operator === "*" || group.operator === "+") {
    for (let fresh = reached; fresh.includes(1); ) fresh = join(reached, once(fresh));
  }
  if (group.operator === "?" || group.operator === "*") join(reached, flags);
  return reached;
}

/** Adds the flags of `more`, and gives those that are new. */
function join(flags: Flags, more: Flags): Flags {
  const fresh = new Uint8Array(flags.length);
  for (let at = 0; at < flags.length; at += 1) {
    if (more[at] === 1 && flags[at] === 0) {
      flags[at] = 1;
      fresh[at] = 1;
    }
  }
  return fresh;
}

/** `!(…)`: from each position, every end that the alternatives do not reach. */
function exclude(flags: Flags, once: (from: Flags) => Flags): Flags {
  const reached = new Uint8Array(flags.length);
  for (let start = 0; start < flags.length; start += 1) {
    if (flags[start] !== 1) continue;
    const taken = once(flagsAt(flags.length - 1, start));
    for (let end = start; end < flags.length; end += 1) if (taken[end] === 0) reached[end] = 1;
  }
  return reached;
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
