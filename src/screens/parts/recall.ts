import { inputOf, type TextInput } from "./text-input.ts";

/** Earlier lines, newest first, and how far back the person has gone. */
export interface Recall {
  readonly lines: readonly string[];
  /** -1 is the line being typed. */
  readonly at: number;
  /** What was being typed before going back. */
  readonly draft: string;
}

export function recallOf(lines: readonly string[]): Recall {
  return { lines: [...new Set(lines)], at: -1, draft: "" };
}

/** The recall with `line` as its newest, and the way back to it forgotten. */
export function remember(recall: Recall, line: string): Recall {
  return line.trim() === "" ? recallOf(recall.lines) : recallOf([line, ...recall.lines]);
}

/** One line further back (1) or forward (-1); undefined where there is none. */
export function goBack(
  recall: Recall,
  input: TextInput,
  step: 1 | -1,
): { readonly recall: Recall; readonly input: TextInput } | undefined {
  const at = recall.at + step;
  if (at < -1 || at >= recall.lines.length) return undefined;
  const draft = recall.at === -1 ? input.text : recall.draft;
  const text = at === -1 ? draft : (recall.lines[at] ?? "");
  return { recall: { ...recall, at, draft }, input: inputOf(text) };
}
