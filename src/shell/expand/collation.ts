import { encodeBytes } from "../../domain/bytes.ts";
import type { ShellState } from "../state.ts";
import { localeName } from "./locale.ts";

/** The order in which file names are listed: by bytes in the C locales, else by the language. */
export function sortNames(names: readonly string[], state: ShellState): readonly string[] {
  if (names.length < 2) return names;
  const locale = collationLocale(state);
  // Digits and small letters have the same order everywhere; a collator takes time to make.
  if (locale === undefined || names.every((name) => /^[a-z0-9]*$/.test(name))) {
    return names.toSorted(compareBytes);
  }
  const collator = new Intl.Collator(locale);
  return names.toSorted((one, other) => collator.compare(one, other) || compareBytes(one, other));
}

function collationLocale(state: ShellState): string | undefined {
  const name = localeName(state, "LC_COLLATE");
  if (name === undefined || /^(?:C|POSIX)(?:\.|$)/.test(name)) return undefined;
  const tag = name.replace(/[.@].*$/, "").replaceAll("_", "-");
  return isLocale(tag) ? tag : undefined;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** Orders texts as their bytes would be. */
export function compareBytes(one: string, other: string): number {
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
