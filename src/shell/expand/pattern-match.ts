import type { Element } from "./pattern.ts";
import { takes } from "./pattern-bounds.ts";

/** The usual two-pointer match: only the last star ever needs to be tried again. */
export function matchesSimple(
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

/** A flag for every position that has been reached. */
type Flags = Uint8Array;

/** What a match is done on, and how. */
export interface Matching {
  readonly characters: readonly string[];
  readonly protectsDot: boolean;
  /** The elements stand in the reverse order. */
  readonly isReversed: boolean;
}

/** Flags with one position set. */
export function flagsAt(length: number, position: number): Flags {
  const flags = new Uint8Array(length + 1);
  flags[position] = 1;
  return flags;
}

/** Where matches of all the elements in a row can end, from the positions given. */
export function advance(elements: readonly Element[], from: Flags, matching: Matching): Flags {
  let flags = from;
  for (const [index, element] of elements.entries()) {
    const first = flags.indexOf(1);
    if (first < 0) return flags;
    const isGuarded = matching.protectsDot && first === 0 && matching.characters[0] === ".";
    if (isGuarded) flags = guard(element, flags);
    if (element.kind === "star" && isIrregular(elements, index, matching)) {
      return advanceIrregular(elements.slice(index + 1), flags, matching);
    }
    flags = step(element, flags, first, matching);
  }
  return flags;
}

/**
 * bash does not try a group behind a star at the very end of the text, save that `!(…)` matches
 * there at once when the star has nothing left to take.
 */
function isIrregular(elements: readonly Element[], star: number, matching: Matching): boolean {
  const next = elements[star + 1];
  if (matching.isReversed || next?.kind !== "group") return false;
  if (next.operator === "?" || next.operator === "*") return false;
  return next.operator === "!" || isNullable(elements.slice(star + 1));
}

function advanceIrregular(rest: readonly Element[], from: Flags, matching: Matching): Flags {
  const [group] = rest;
  const isNegated = group?.kind === "group" && group.operator === "!";
  const reached = isNegated ? from.slice() : new Uint8Array(from.length);
  const starts = fillFrom(from);
  for (let start = 0; start < from.length; start += 1) {
    if (starts[start] !== 1) continue;
    const ends = advance(rest, flagsAt(from.length - 1, start), matching);
    ends[start] = 0;
    join(reached, ends);
  }
  return reached;
}

/** Whether the elements match the empty text. */
function isNullable(elements: readonly Element[]): boolean {
  return elements.every((element) => {
    if (element.kind === "star") return true;
    if (element.kind !== "group") return false;
    if (element.operator === "?" || element.operator === "*") return true;
    return element.alternatives.some(isNullable) !== (element.operator === "!");
  });
}

/** A leading dot is taken by a written dot alone. */
function guard(element: Element, flags: Flags): Flags {
  if (element.kind === "character") return flags;
  if (element.kind === "group" && element.operator !== "!") return flags;
  const guarded = flags.slice();
  guarded[0] = 0;
  return guarded;
}

function step(element: Element, flags: Flags, first: number, matching: Matching): Flags {
  if (element.kind === "star") return fillFrom(flags);
  if (element.kind === "group") return stepGroup(element, flags, matching);
  const { characters } = matching;
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
  flags: Flags,
  matching: Matching,
): Flags {
  const once = (from: Flags): Flags => {
    const reached = new Uint8Array(from.length);
    for (const alternative of group.alternatives) {
      join(reached, advance(alternative, from, matching));
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
