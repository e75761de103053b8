import { encodeBytes } from "./bytes.ts";

/** Wording helpers: one place for how numbers, sizes and names are shown to a person. */

/** `1204` as `1,204`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 file`, `1,204 files`; `plural` for words that do not just add an s. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Bytes for people: `812 bytes`, `4.2 kB`, `3.1 GB` (powers of 1000). */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, "byte");
  let value = bytes / 1000;
  let unit = 0;
  const units = ["kB", "MB", "GB", "TB", "PB"];
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1).replace(/\.0$/, "")} ${units[unit]}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `a, b and 3 more`. */
export function listWords(words: readonly string[], atMost = 3): string {
  const more = words.length - atMost;
  if (more <= 0) return joinWords(words);
  return `${words.slice(0, atMost).join(", ")} and ${formatCount(more)} more`;
}

/** Permission bits as four octal digits. */
export function formatMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}

/**
 * A name from the machine made safe to show: control characters, bidirectional marks and invalid
 * bytes become visible escapes (`\n`, `\x1b`, `\u202e`).
 */
export function showName(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(
    /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    escapeCharacter,
  );
}

function escapeCharacter(character: string): string {
  const named: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  const code = character.charCodeAt(0);
  if (named[character] !== undefined) return named[character];
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** The word quoted for bash, only where it must be; what a copyable line is made of. */
export function quoteWord(text: string): string {
  if (text !== "" && /^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  if (/[\p{Cc}\p{Cs}]/u.test(text)) {
    const escaped = text.replace(/['\\]/g, "\\$&").replace(/[\p{Cc}\p{Cs}]/gu, ansiEscape);
    return `$'${escaped}'`;
  }
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** Three octal digits a byte: they end by themselves, where `\\x1` would take in a digit behind it. */
function ansiEscape(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  const bytes = [...encodeBytes(character)];
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
