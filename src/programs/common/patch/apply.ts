import { type Hunk, type HunkLine, reverseHunk } from "./parse.ts";

export interface Applied {
  readonly text: string;
  /** How many hunks found no place. */
  readonly failed: number;
  /** A hunk went elsewhere than it said, or by a part of its context only. */
  readonly isMismatch: boolean;
  /** The first hunk fits the other way round, and patch asks. */
  readonly isReversed: boolean;
}

/** Puts hunks into a text as GNU patch does: nearest place first, then with less of the context. */
export function applyHunks(text: string, hunks: readonly Hunk[], mostFuzz: number): Applied {
  const input = splitLines(text);
  const output: string[] = [];
  let [frozen, shift, failed, isMismatch] = [0, 0, 0, false];
  for (const [number, hunk] of hunks.entries()) {
    const found = findPlace(input, hunk, { frozen, shift }, mostFuzz, number === 0);
    if (found === "reversed") return { text, failed: hunks.length, isMismatch, isReversed: true };
    if (found === undefined) {
      failed += 1;
      isMismatch = true;
      continue;
    }
    const { place, prefix, suffix } = found;
    const start = startOf(hunk) + shift;
    shift += place - start;
    if (found.fuzz > 0 || shift !== 0) isMismatch = true;
    const lines = hunk.lines.slice(prefix, hunk.lines.length - suffix);
    const first = place - 1 + prefix;
    output.push(...input.slice(frozen, first));
    let at = first;
    for (const line of lines) {
      if (line.kind === "+") output.push(line.text);
      else {
        if (line.kind === " ") output.push(input[at] ?? "");
        at += 1;
      }
    }
    frozen = at;
  }
  output.push(...input.slice(frozen));
  return { text: output.join(""), failed, isMismatch, isReversed: false };
}

function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function startOf({ oldStart, lines }: Hunk): number {
  return lines.every(({ kind }) => kind === "+") ? oldStart + 1 : oldStart;
}

interface Found {
  /** Number of the line, from 1. */
  readonly place: number;
  readonly fuzz: number;
  /** Lines of context left out at the beginning and at the end. */
  readonly prefix: number;
  readonly suffix: number;
}

interface Position {
  /** Lines before this are settled. */
  readonly frozen: number;
  readonly shift: number;
}

function findPlace(
  input: readonly string[],
  hunk: Hunk,
  position: Position,
  mostFuzz: number,
  mayBeReversed: boolean,
): Found | "reversed" | undefined {
  const [before, after] = contextOf(hunk.lines);
  const context = Math.max(before, after);
  for (let fuzz = 0; fuzz <= Math.min(mostFuzz, context); fuzz += 1) {
    const found = locate(input, hunk, position, fuzz);
    if (found !== undefined) return found;
    const turned = mayBeReversed ? reverseHunk(hunk) : undefined;
    const hasOld = turned?.lines.some(({ kind }) => kind !== "+") === true;
    if (turned !== undefined && hasOld && locate(input, turned, position, fuzz) !== undefined)
      return "reversed";
  }
  return undefined;
}

/** Lines of context before the first change and behind the last. */
function contextOf(lines: readonly HunkLine[]): readonly [number, number] {
  const first = lines.findIndex(({ kind }) => kind !== " ");
  const last = lines.findLastIndex(({ kind }) => kind !== " ");
  return first < 0 ? [lines.length, lines.length] : [first, lines.length - 1 - last];
}

/** The place for one measure of fuzz, by the rules of locate_hunk in GNU patch. */
function locate(
  input: readonly string[],
  hunk: Hunk,
  { frozen, shift }: Position,
  fuzz: number,
): Found | undefined {
  const old = hunk.lines.filter(({ kind }) => kind !== "+").map(({ text }) => text);
  const guess = startOf(hunk) + shift;
  if (old.length === 0) return { place: guess, fuzz: 0, prefix: 0, suffix: 0 };
  const [before, after] = contextOf(hunk.lines);
  const context = Math.max(before, after);
  const wanted = { prefix: fuzz + before - context, suffix: fuzz + after - context };
  const prefix = Math.max(0, wanted.prefix);
  const suffix = Math.max(0, wanted.suffix);
  const fits = (place: number): boolean =>
    place > frozen &&
    place - 1 + old.length <= input.length &&
    old
      .slice(prefix, old.length - suffix)
      .every((text, at) => input[place - 1 + prefix + at] === text);
  const found = (place: number): Found => ({ place, fuzz, prefix, suffix });
  if (wanted.prefix < 0 && startOf(hunk) <= 1) {
    const isWhole = wanted.suffix >= 0 || old.length === input.length;
    return isWhole && fits(1) ? found(1) : undefined;
  }
  if (wanted.suffix < 0) {
    const place = input.length - old.length + 1;
    return fits(place) ? found(place) : undefined;
  }
  for (let offset = 0; offset <= input.length + guess; offset += 1) {
    if (fits(guess + offset)) return found(guess + offset);
    if (offset > 0 && fits(guess - offset)) return found(guess - offset);
  }
  return undefined;
}
