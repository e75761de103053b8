import { isCharacterClass } from "./character-classes.ts";
import type { Element, GroupOperator, PatternOptions } from "./pattern.ts";

/** Reads the text of a glob pattern into the things it asks for. */
export function readElements(text: string, options: PatternOptions): readonly Element[] {
  return readSequence(Array.from(text), options);
}

function readSequence(characters: readonly string[], options: PatternOptions): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < characters.length; ) {
    const read = readGroup(characters, at, options) ?? readOne(characters, at, options);
    // Stars in a row are one star; without this their number would multiply the work.
    if (read.element.kind !== "star" || elements.at(-1)?.kind !== "star") {
      elements.push(read.element);
    }
    at = read.end;
  }
  return elements;
}

interface Read {
  readonly element: Element;
  readonly end: number;
}

function readOne(characters: readonly string[], at: number, options: PatternOptions): Read {
  const character = characters[at] ?? "";
  if (character === "*") return { element: { kind: "star" }, end: at + 1 };
  if (character === "?") return { element: { kind: "any" }, end: at + 1 };
  if (character === "\\" && at + 1 < characters.length) {
    return { element: makeCharacter(characters[at + 1] ?? "", options), end: at + 2 };
  }
  const set = character === "[" ? readSet(characters, at, options) : undefined;
  return set ?? { element: makeCharacter(character, options), end: at + 1 };
}

function makeCharacter(value: string, options: PatternOptions): Element {
  if (options.nocase !== true) return { kind: "character", value };
  const other = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
  return { kind: "character", value, other };
}

function readGroup(
  characters: readonly string[],
  at: number,
  options: PatternOptions,
): Read | undefined {
  const operator = characters[at] ?? "";
  if (options.extglob !== true || characters[at + 1] !== "(" || !isOperator(operator)) {
    return undefined;
  }
  const bars: number[] = [at + 1];
  const end = findGroupEnd(characters, at + 2, (bar) => bars.push(bar));
  if (end === undefined) return undefined;
  const alternatives = bars.map((bar, index) =>
    readSequence(characters.slice(bar + 1, bars[index + 1] ?? end), options),
  );
  return { element: { kind: "group", operator, alternatives }, end: end + 1 };
}

function isOperator(text: string): text is GroupOperator {
  return text.length === 1 && "?*+@!".includes(text);
}

/** The closing parenthesis of a group whose inside begins at `start`; `|` of the group itself go to `onBar`. */
function findGroupEnd(
  characters: readonly string[],
  start: number,
  onBar: (at: number) => void,
): number | undefined {
  let depth = 0;
  for (let at = start; at < characters.length; at += 1) {
    const character = characters[at];
    if (character === "\\") at += 1;
    else if (character === "[") at = Math.max(at, (findSetEnd(characters, at) ?? at) - 1);
    else if (character === "(") depth += 1;
    else if (character === "|" && depth === 0) onBar(at);
    else if (character === ")") {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

/**
 * Where the set that begins at `at` ends (behind its `]`), undefined when it never does. In a
 * regular expression a backslash has no meaning there.
 */
export function findSetEnd(
  characters: readonly string[],
  at: number,
  hasEscapes = true,
): number | undefined {
  let end = at + 1;
  if (characters[end] === "!" || characters[end] === "^") end += 1;
  if (characters[end] === "]") end += 1;
  for (; end < characters.length; end += 1) {
    const character = characters[end];
    if (character === "]") return end + 1;
    if (character === "\\" && hasEscapes) end += 1;
    else if (character === "[" && ":.=".includes(characters[end + 1] ?? " ")) {
      end = (findNamedEnd(characters, end) ?? end + 1) - 1;
    }
  }
  return undefined;
}

/** Where `[:name:]`, `[.x.]` or `[=x=]` ends, undefined when it never does. */
function findNamedEnd(characters: readonly string[], at: number): number | undefined {
  const mark = characters[at + 1];
  for (let end = at + 2; end + 1 < characters.length; end += 1) {
    if (characters[end] === mark && characters[end + 1] === "]") return end + 2;
    if (characters[end] === "]" && mark === ":") return undefined;
  }
  return undefined;
}

type Test = (character: string) => boolean;

function readSet(
  characters: readonly string[],
  at: number,
  options: PatternOptions,
): Read | undefined {
  const end = findSetEnd(characters, at);
  if (end === undefined) return undefined;
  const isCaret = characters[at + 1] === "^" && options.hasCaret !== false;
  const isNegated = isCaret || characters[at + 1] === "!";
  const members = characters.slice(at + (isNegated ? 2 : 1), end - 1);
  const tests = readSetMembers(members, options.nocase === true ? fold : keep);
  const matches: Test = (character) => tests.some((test) => test(character)) !== isNegated;
  return { element: { kind: "set", matches }, end };
}

type Folding = (character: string) => string;

function keep(character: string): string {
  return character;
}

function fold(character: string): string {
  return character.toLowerCase();
}

/** Letters that are named are compared without their case where that is asked for; classes are not. */
function readSetMembers(members: readonly string[], folding: Folding): readonly Test[] {
  const tests: Test[] = [];
  for (let at = 0; at < members.length; ) {
    const named = members[at] === "[" ? readNamed(members, at) : undefined;
    if (named?.test !== undefined) {
      tests.push(named.test);
      at = named.end;
      continue;
    }
    const low = readMember(members, at);
    at = low.end;
    if (members[at] !== "-" || at + 1 >= members.length) {
      tests.push((character) => folding(character) === folding(low.value));
      continue;
    }
    const high = readMember(members, at + 1);
    at = high.end;
    tests.push(rangeTest(low.value, high.value, folding));
  }
  return tests;
}

/** A class, or an equivalence class (of the one character it names, as in the C locale). */
function readNamed(
  members: readonly string[],
  at: number,
): { readonly test: Test; readonly end: number } | undefined {
  const mark = members[at + 1];
  const end = mark === ":" || mark === "=" ? findNamedEnd(members, at) : undefined;
  if (end === undefined) return undefined;
  const name = members.slice(at + 2, end - 2).join("");
  if (mark === "=") return { test: (character) => character === name, end };
  return { test: (character) => isCharacterClass(name, character), end };
}

function readMember(
  members: readonly string[],
  at: number,
): { readonly value: string; readonly end: number } {
  if (members[at] === "\\" && at + 1 < members.length) {
    return { value: members[at + 1] ?? "", end: at + 2 };
  }
  if (members[at] === "[" && members[at + 1] === ".") {
    const end = findNamedEnd(members, at);
    if (end !== undefined) return { value: members.slice(at + 2, end - 2).join(""), end };
  }
  return { value: members[at] ?? "", end: at + 1 };
}

function rangeTest(low: string, high: string, folding: Folding): Test {
  const first = folding(low).codePointAt(0) ?? 0;
  const last = folding(high).codePointAt(0) ?? 0;
  return (character) => {
    const code = folding(character).codePointAt(0) ?? 0;
    return code >= first && code <= last;
  };
}
