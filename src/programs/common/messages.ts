import { encodeBytes } from "../../domain/bytes.ts";

/** Wording shared by the GNU programs: what they print on standard error. */

/** A name in the quotes that GNU programs put around file names (`shell-escape-always`). */
export function quoteName(name: string): string {
  if (isPlain(name)) {
    if (!name.includes("'")) return `'${name}'`;
    if (!/["\\$`]/.test(name)) return `"${name}"`;
  }
  const parts = name.match(/'|[^'\p{Cc}\p{Cs}]+|[\p{Cc}\p{Cs}]+/gu) ?? [];
  const quoted = parts.map(quotePart).join("");
  // Where a name has both, GNU programs begin with an empty pair of quotes, as before an escape.
  const hasBoth = name.includes("'") && !isPlain(name);
  return hasBoth || quoted === "" || quoted.startsWith("$") ? `''${quoted}` : quoted;
}

/** A name that opens a message: in quotes only where a shell would need them. */
export function quoteWhereNeeded(name: string): string {
  const isBare =
    isPlain(name) && /^[^\s~#!"$&'()*;<=>?[\\\]^`{|}][^\s!"$&'()*;<>?[\\^`|]*$/.test(name);
  return isBare ? name : quoteName(name);
}

/** Words other than file names, in the quotes of the locale. */
export function quoteText(text: string, environment: ReadonlyMap<string, string>): string {
  const shown = text.replace(/[\\\p{Cc}\p{Cs}]/gu, (one) =>
    one === "\\" ? "\\\\" : escapeBytes(one),
  );
  return isUnicode(environment) ? `‘${shown}’` : `'${shown.replaceAll("'", "\\'")}'`;
}

/** Whether the environment asks for UTF-8. */
function isUnicode(environment: ReadonlyMap<string, string>): boolean {
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"]
    .map((name) => environment.get(name) ?? "")
    .find((value) => value !== "");
  return /utf-?8/i.test(locale ?? "");
}

function isPlain(name: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(name);
}

function quotePart(part: string): string {
  if (part === "'") return "\\'";
  if (isPlain(part)) return `'${part}'`;
  return `$'${escapeBytes(part)}'`;
}

const namedEscapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
};

/** Control characters and bytes that are no text, as C writes them. */
function escapeBytes(text: string): string {
  return [...encodeBytes(text)]
    .map(
      (byte) => namedEscapes[String.fromCharCode(byte)] ?? `\\${byte.toString(8).padStart(3, "0")}`,
    )
    .join("");
}
