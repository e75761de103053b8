/** Thrown where braces make more words than may be listed. */
export class TooManyWords extends Error {}

/** `1..9`, `a..e`, `01..10..2`: the inside of braces without a comma, undefined if it is no sequence. */
export function expandSequence(inside: string, limit: number): readonly string[] | undefined {
  const match = /^([^.].*?)\.\.(.+?)(?:\.\.([-+]?\d+))?$/s.exec(inside);
  if (match === null) return undefined;
  const [, first = "", last = "", step = "1"] = match;
  const increment = BigInt(step.replace(/^\+/, ""));
  if (isLetter(first) && isLetter(last)) return letters(first, last, Number(increment));
  if (!isNumber(first) || !isNumber(last)) return undefined;
  return numbers(first.trim(), last, increment, limit);
}

function isLetter(text: string): boolean {
  return /^[A-Za-z]$/.test(text);
}

function isNumber(text: string): boolean {
  if (!/^[-+]?\d+$/.test(text)) return false;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(64, value) === value;
}

function letters(first: string, last: string, increment: number): readonly string[] {
  const start = first.charCodeAt(0);
  const end = last.charCodeAt(0);
  const step = Math.abs(increment) || 1;
  const result: string[] = [];
  for (
    let code = start;
    start <= end ? code <= end : code >= end;
    code += start <= end ? step : -step
  ) {
    result.push(writeCharacter(code));
  }
  return result;
}

/** The sequence is read as text again, where a backslash alone means nothing. */
function writeCharacter(code: number): string {
  const character = String.fromCharCode(code);
  if (character === "\\") return "''";
  return character === "`" ? "\\`" : character;
}

function numbers(first: string, last: string, increment: bigint, limit: number): readonly string[] {
  const start = BigInt(first.replace(/^\+/, ""));
  const end = BigInt(last.replace(/^\+/, ""));
  const size = increment < 0n ? -increment : increment || 1n;
  const count = (start < end ? end - start : start - end) / size + 1n;
  if (count > BigInt(limit)) throw new TooManyWords();
  const step = start <= end ? size : -size;
  const width = hasPadding(first) || hasPadding(last) ? Math.max(first.length, last.length) : 0;
  return Array.from({ length: Number(count) }, (_, index) =>
    pad(start + BigInt(index) * step, width),
  );
}

function hasPadding(text: string): boolean {
  return /^-?0\d/.test(text);
}

function pad(value: bigint, width: number): string {
  const digits = String(value < 0n ? -value : value);
  return value < 0n ? `-${digits.padStart(width - 1, "0")}` : digits.padStart(width, "0");
}
