import type { Permissions } from "./access-list.ts";

/** Whose entry it is; `owner`, `group`, `mask` and `other` are the list's own. */
export type EntryTag =
  | { readonly tag: "owner" | "group" | "mask" | "other" }
  | { readonly tag: "user" | "named-group"; readonly id: number };

/** One entry of an access list as it is typed. */
export interface EntryCommand {
  readonly whose: EntryTag;
  readonly isDefault: boolean;
  readonly permissions: Permissions;
  /** `X`: to run or enter, where it is a directory or somebody may run it already. */
  readonly isConditional: boolean;
}

/** Finds numbers of accounts by their names, or by what reads like a number. */
export interface AccountNumbers {
  user(name: string): number | undefined;
  group(name: string): number | undefined;
}

const entryPattern =
  /^(d(?:efault)?:)?(?:(u(?:ser)?|g(?:roup)?):([^:,]*)|(m(?:ask)?|o(?:ther)?):?|([^:,]*))(?::([^,]*))?$/;

/**
 * Reads entries by commas as setfacl(1) does: with permissions (`-m`, `--set`) or without (`-x`).
 * Undefined where one of them cannot be read.
 */
export function readEntries(
  text: string,
  hasPermissions: boolean,
  numbers: AccountNumbers,
): readonly EntryCommand[] | undefined {
  const words = text.replace(/,$/, "").split(",");
  const entries = words.map((word) => readEntry(word, hasPermissions, numbers));
  const read = entries.filter((entry) => entry !== undefined);
  return read.length < entries.length ? undefined : read;
}

function readEntry(
  word: string,
  hasPermissions: boolean,
  numbers: AccountNumbers,
): EntryCommand | undefined {
  const [, prefix, kind, id, own, bare, bits] = entryPattern.exec(word.trim()) ?? [];
  const plain = withPlainTag(kind, id, own, bare, bits);
  const whose = plain === undefined ? undefined : tagOf(plain, numbers);
  if (plain === undefined || whose === undefined) return undefined;
  const isDefault = prefix !== undefined;
  const { permissions: text = "" } = plain;
  if (!hasPermissions) {
    return text === "" ? { whose, isDefault, permissions: 0, isConditional: false } : undefined;
  }
  const read = readPermissions(text);
  return read === undefined ? undefined : { whose, isDefault, ...read };
}

interface PlainEntry {
  readonly kind: "u" | "g" | "m" | "o";
  readonly id: string;
  readonly permissions: string | undefined;
}

/** `o:r`, `o::r` and `lisa:r` in one form. */
function withPlainTag(
  kind: string | undefined,
  id: string | undefined,
  own: string | undefined,
  bare: string | undefined,
  bits: string | undefined,
): PlainEntry | undefined {
  if (kind !== undefined) {
    return { kind: kind.startsWith("u") ? "u" : "g", id: id ?? "", permissions: bits };
  }
  if (own !== undefined) {
    const permissions = bits?.replace(/^:/, "");
    return { kind: own.startsWith("m") ? "m" : "o", id: "", permissions };
  }
  if (bare === undefined) return undefined;
  // The tags alone, as in `-x u`.
  if (bits === undefined && /^(?:u|user|g|group)$/.test(bare)) {
    return { kind: bare.startsWith("u") ? "u" : "g", id: "", permissions: undefined };
  }
  return bare === "" ? undefined : { kind: "u", id: bare, permissions: bits };
}

function tagOf({ kind, id }: PlainEntry, numbers: AccountNumbers): EntryTag | undefined {
  if (kind === "m") return { tag: "mask" };
  if (kind === "o") return { tag: "other" };
  if (id === "") return { tag: kind === "u" ? "owner" : "group" };
  const number = kind === "u" ? numbers.user(id) : numbers.group(id);
  if (number === undefined) return undefined;
  return { tag: kind === "u" ? "user" : "named-group", id: number };
}

/** Letters in any order, each once, dashes among them; or one digit. */
function readPermissions(
  text: string,
): Pick<EntryCommand, "permissions" | "isConditional"> | undefined {
  if (/^[0-7]$/.test(text)) return { permissions: Number(text), isConditional: false };
  if (!/^[rwxX-]+$/.test(text) || /([rwxX]).*\1/.test(text)) return undefined;
  const bit = (letter: string, value: number): number => (text.includes(letter) ? value : 0);
  const permissions = bit("r", 4) | bit("w", 2) | bit("x", 1);
  return { permissions, isConditional: text.includes("X") };
}
