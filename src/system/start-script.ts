import { hasEscapedBytes } from "../domain/bytes.ts";

/**
 * Node passes on only UTF-8, raises the limit of open files and forgets which signals are ignored.
 * So a command is started through this constant text for bash: it puts both back, makes the words
 * from their escaped form and becomes the command they name. `$1` is the limit, `$2` the numbers of
 * the signals, the rest are words.
 */
export const startScript = [
  '[ -z "$1" ] || ulimit -S -n "$1" 2>/dev/null',
  "for number in $2; do trap '' \"$number\"; done; shift 2",
  "words=()",
  'for word; do printf -v word %b "$word"; words+=("$word"); done',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: bash expands it
  'exec "${words[@]}"',
].join("\n");

/** A word for `printf %b`: backslashes doubled, bytes that are not UTF-8 as octal digits. */
export function escapeWord(word: string): string {
  const escaped = word.replaceAll("\\", "\\\\");
  if (!hasEscapedBytes(word)) return escaped;
  return escaped.replace(/\p{Surrogate}/gu, (byte) => {
    const digits = (byte.charCodeAt(0) - 0xdc00).toString(8).padStart(3, "0");
    return `\\0${digits}`;
  });
}
