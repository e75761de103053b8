import { encodeBytes } from "../../domain/bytes.ts";
import { isError } from "../../domain/world.ts";
import type { ExpansionContext } from "../state.ts";
import { plainValue } from "./characters.ts";
import { localeName } from "./locale.ts";

/** The order in which file names are listed: by bytes in the C locales, else by the language. */
export function sortNames(names: readonly string[], context: ExpansionContext): readonly string[] {
  if (names.length < 2) return names;
  const locale = collationLocale(context);
  if (locale === undefined || isOrderedByBytes(names, locale)) return names.toSorted(compareBytes);
  const collator = new Intl.Collator(locale);
  return names
    .map((name) => ({ name, key: collationKey(name) }))
    .sort(
      (one, other) => collator.compare(one.key, other.key) || compareSigns(one.name, other.name),
    )
    .map(({ name }) => name);
}

/** Digits and small letters stand in the same order in many languages; a collator takes time to make. */
function isOrderedByBytes(names: readonly string[], locale: string): boolean {
  return (
    /^(?:en|de|fr|es|it|pt|nl)\b/.test(locale) && names.every((name) => /^[a-z0-9]*$/.test(name))
  );
}

/** Not set up before it is needed: properties of Unicode take long. */
function isSign(text: string): boolean {
  return /(?!\p{Sc})[\p{P}\p{S}\p{Z}]/u.test(text);
}

/** Among names that differ in signs alone, a sign comes before what is none. */
function compareSigns(one: string, other: string): number {
  const first = Array.from(one);
  const second = Array.from(other);
  for (let at = 0; at < first.length && at < second.length; at += 1) {
    const left = first[at] ?? "";
    const right = second[at] ?? "";
    if (left === right) continue;
    if (isSign(left) !== isSign(right)) return isSign(left) ? -1 : 1;
    return compareBytes(left, right);
  }
  return first.length - second.length;
}

/** The C library looks at blanks, punctuation and signs only where all else is equal. */
function collationKey(name: string): string {
  return name.replace(/(?!\p{Sc})[\p{P}\p{S}\p{Z}]/gu, "");
}

function collationLocale(context: ExpansionContext): string | undefined {
  const name = localeName(context.state, "LC_COLLATE");
  if (name === undefined || /^(?:C|POSIX)(?:\.|$)/.test(name)) return undefined;
  const tag = name.replace(/[.@].*$/, "").replaceAll("_", "-");
  return isLocale(tag) && isInstalled(name, context) ? tag : undefined;
}

/** Without its data the C library falls back to the order of bytes. */
function isInstalled(name: string, { state, files }: ExpansionContext): boolean {
  const own = plainValue(state, "LOCPATH");
  const folder = own === undefined || own === "" ? "/usr/lib/locale" : own;
  const short = name.replace(/\.utf-?8/i, ".utf8");
  return [name, short, "locale-archive"].some(
    (entry) => !isError(files.lstat(`${folder}/${entry}`)),
  );
}

function isLocale(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** Orders texts as their bytes would be. */
function compareBytes(one: string, other: string): number {
  if (/^[\0-\x7f]*$/.test(one) && /^[\0-\x7f]*$/.test(other))
    return one < other ? -1 : one > other ? 1 : 0;
  const first = encodeBytes(one);
  const second = encodeBytes(other);
  for (let at = 0; at < first.length && at < second.length; at += 1) {
    const difference = (first[at] ?? 0) - (second[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return first.length - second.length;
}
