import type { Pattern } from "./csplit-patterns.ts";

export interface CutRules {
  /** Whether a line, counted from 1, matches. */
  matches(expression: string, line: number): boolean;
  readonly suppressesMatched: boolean;
}

export interface CutResult {
  readonly pieces: readonly string[];
  /** Why csplit stops, after which it takes its files away again. */
  readonly problem: string | undefined;
}

/** The pieces that csplit makes of a text. */
export function cutByPatterns(
  text: string,
  patterns: readonly Pattern[],
  rules: CutRules,
): CutResult {
  const cutter = new Cutter(text, rules);
  for (const pattern of patterns) {
    for (let repetition = 0; repetition <= pattern.repeats; repetition += 1) {
      const end =
        pattern.kind === "line"
          ? cutter.line(pattern, repetition)
          : cutter.expression(pattern, repetition);
      if (end === "done") return { pieces: cutter.pieces, problem: undefined };
      if (end !== "on") return { pieces: cutter.pieces, problem: end.problem };
    }
  }
  cutter.rest();
  return { pieces: cutter.pieces, problem: undefined };
}

type End = "on" | "done" | { readonly problem: string };

/** Walks through the lines as csplit.c does; lines count from 1. */
class Cutter {
  readonly pieces: string[] = [];
  private readonly lines: readonly string[];
  private readonly rules: CutRules;
  /** First line that no piece holds yet. */
  private first = 1;
  /** The line looked at last. */
  private current = 0;

  constructor(text: string, rules: CutRules) {
    this.lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    this.rules = rules;
  }

  rest(): void {
    this.pieces.push(this.take(this.lines.length + 1));
  }

  line(pattern: Extract<Pattern, { kind: "line" }>, repetition: number): End {
    const end = pattern.line * (repetition + 1);
    const { suppressesMatched } = this.rules;
    if (this.isAtEnd() && suppressesMatched) return this.outOfRange(pattern, repetition);
    const isShort = end > this.lines.length + 1;
    this.pieces.push(this.take(end));
    if (isShort) return this.outOfRange(pattern, repetition);
    if (suppressesMatched) this.first += 1;
    if (this.isAtEnd() && !suppressesMatched) return this.outOfRange(pattern, repetition);
    this.current = Math.max(this.current, this.first - 1);
    return "on";
  }

  expression(pattern: Extract<Pattern, { kind: "expression" }>, repetition: number): End {
    const found = this.find(pattern.expression);
    if (found === undefined) return this.notFound(pattern, repetition);
    this.current = found;
    const end = found + pattern.offset;
    if (end < this.first || end > this.lines.length + 1) {
      if (!pattern.isSkip) this.pieces.push(this.take(Math.min(end, this.lines.length + 1)));
      return { problem: `‘${pattern.word}’: line number out of range` };
    }
    const piece = this.take(end);
    if (!pattern.isSkip) this.pieces.push(piece);
    if (pattern.offset > 0) this.current = end;
    if (this.rules.suppressesMatched) this.first += 1;
    return "on";
  }

  private find(expression: string): number | undefined {
    for (let line = this.current + 1; line <= this.lines.length; line += 1) {
      if (this.rules.matches(expression, line)) return line;
    }
    return undefined;
  }

  private notFound(pattern: Extract<Pattern, { kind: "expression" }>, repetition: number): End {
    if (!pattern.isSkip) this.rest();
    if (pattern.repeats === Number.POSITIVE_INFINITY) return "done";
    const where = repetition > 0 ? ` on repetition ${repetition}` : "";
    return { problem: `‘${pattern.word}’: match not found${where}` };
  }

  private outOfRange(pattern: Pattern, repetition: number): End {
    const where = repetition > 0 ? ` on repetition ${repetition}` : "";
    return { problem: `‘${pattern.word}’: line number out of range${where}` };
  }

  private isAtEnd(): boolean {
    return this.first > this.lines.length;
  }

  /** The lines before `end` that no piece holds yet. */
  private take(end: number): string {
    const piece = this.lines.slice(this.first - 1, Math.max(this.first, end) - 1).join("");
    this.first = Math.max(this.first, Math.min(end, this.lines.length + 1));
    return piece;
  }
}
