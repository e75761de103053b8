import { quoteValue } from "../../expand/quote.ts";
import type { Shell } from "../shell.ts";
import { readEscapes } from "./escapes.ts";
import { formatFloat, formatInteger, pad, type Specification } from "./printf-number.ts";

export interface Formatted {
  readonly text: string;
  readonly problems: readonly string[];
  /** Why the text cannot be known. */
  readonly unknown?: string;
}

interface Run {
  readonly words: readonly string[];
  at: number;
  text: string;
  isStopped: boolean;
  unknown: string | undefined;
  readonly problems: string[];
}

/** The output of `printf`: the format is used again until all words are. */
export function formatWords(format: string, words: readonly string[], _shell: Shell): Formatted {
  const run: Run = { words, at: 0, text: "", isStopped: false, unknown: undefined, problems: [] };
  do {
    const before = run.at;
    formatOnce(format, run);
    if (run.at === before) break;
  } while (run.at < words.length && !run.isStopped && run.text.length < 4_000_000);
  const { text, problems, unknown } = run;
  return { text, problems, ...(unknown === undefined ? {} : { unknown }) };
}

const piecePattern =
  /%(?<flags>[-+ #0']*)(?<width>\*|\d+)?(?:\.(?<precision>\*|-?\d*))?(?:hh|h|ll|l|j|z|t|L)?(?<letter>\([^)]*\)T|[%a-zA-Z])|[^%\\]+|(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[\s\S])|\\$)+|%/gy;

function formatOnce(format: string, run: Run): void {
  for (const { 0: whole, groups } of format.matchAll(piecePattern)) {
    if (run.isStopped) return;
    const letter = groups?.letter;
    if (letter === "%") run.text += "%";
    else if (letter !== undefined) formatPiece(run, groups ?? {}, letter);
    else if (whole.startsWith("\\")) run.text += readEscapes(whole, "format").text;
    else if (whole === "%") {
      run.problems.push("`%': missing format character");
      run.isStopped = true;
    } else run.text += whole;
  }
}

function formatPiece(run: Run, groups: Record<string, string | undefined>, letter: string): void {
  let flags = groups.flags ?? "";
  let width = readCount(run, groups.width) ?? 0;
  if (width < 0) {
    flags += "-";
    width = -width;
  }
  const precision = readCount(run, groups.precision);
  const usable = precision === undefined || precision < 0 ? {} : { precision };
  const specification: Specification = { flags, width, letter, ...usable };
  if (letter.startsWith("(")) {
    run.at += 1;
    run.unknown = "what time it will be is not known before";
  } else if ("diouxX".includes(letter)) formatNumber(run, specification);
  else if ("eEfFgGaA".includes(letter)) formatNumber(run, specification);
  else formatText(run, specification);
}

function readCount(run: Run, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text !== "*") return Number(text === "" || text === "-" ? 0 : text);
  return Number.parseInt(run.words[run.at++] ?? "0", 10) || 0;
}

function formatNumber(run: Run, specification: Specification): void {
  const word = run.words[run.at++] ?? "";
  const isInteger = "diouxX".includes(specification.letter);
  const made = isInteger ? formatInteger(word, specification) : formatFloat(word, specification);
  if (made === undefined) {
    run.unknown = "how this number is written is not modelled";
    return;
  }
  run.text += made.text;
  if (made.problem !== undefined) run.problems.push(made.problem);
}

function formatText(run: Run, specification: Specification): void {
  const { letter, precision } = specification;
  if (!"sbqcQ".includes(letter)) {
    run.problems.push(`\`${letter}': invalid format character`);
    run.isStopped = true;
    return;
  }
  const word = run.words[run.at++] ?? "";
  if (letter === "b") {
    const { text, isStopped } = readEscapes(word, "percent-b");
    run.text += pad(cut(text, precision), specification);
    run.isStopped = isStopped;
  } else if (letter === "q") run.text += pad(quoteWord(word), specification);
  else if (letter === "Q") run.text += pad(quoteWord(cut(word, precision)), specification);
  else if (letter === "c") run.text += pad(Array.from(word)[0] ?? "\0", specification);
  else run.text += pad(cut(word, precision), specification);
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : Array.from(text).slice(0, precision).join("");
}

/** `%q`: backslashes before what is special, `$'…'` for what cannot be shown. */
function quoteWord(text: string): string {
  if (text === "") return "''";
  const quoted = quoteValue(text);
  if (quoted.startsWith("$")) return quoted;
  return text
    .replace(/[\s!"$&'()*,;<>?[\\\]^`{|}]/g, "\\$&")
    .replace(/^[#~]/, "\\$&")
    .replace(/([=:])~/g, "$1\\~");
}
