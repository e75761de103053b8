import type { AccessList, AccessLists, NamedEntry, Permissions } from "./access-list.ts";
import { decodeBytes } from "./bytes.ts";
import type { Path } from "./world.ts";

/**
 * What `getfacl --numeric --absolute-names` says of each file, by path. Blocks begin with
 * `# file: PATH` and end with an empty line.
 */
export function parseAccessLists(text: string): ReadonlyMap<Path, AccessLists> {
  const found = new Map<Path, AccessLists>();
  for (const block of text.split("\n\n")) {
    const name = /^# file: (.*)$/m.exec(block)?.[1];
    const lists = parseBlock(block);
    if (name !== undefined && lists !== undefined) found.set(undoNameEscapes(name), lists);
  }
  return found;
}

/** The entries of one block; undefined where it is no whole list. */
function parseBlock(block: string): AccessLists | undefined {
  const lines = block
    .split("\n")
    .map((line) => line.replace(/\s*#.*$/, "").trim())
    .filter((line) => line !== "");
  const isDefault = (line: string): boolean => line.startsWith("default:");
  const access = parseEntries(lines.filter((line) => !isDefault(line)));
  if (access === undefined) return undefined;
  const inherited = parseEntries(
    lines.filter(isDefault).map((line) => line.slice("default:".length)),
  );
  return inherited === undefined ? { access } : { access, inherited };
}

/** `user::rw-` and the like, with numbers for names. */
function parseEntries(lines: readonly string[]): AccessList | undefined {
  const base = new Map<string, Permissions>();
  const named: NamedEntry[] = [];
  for (const line of lines) {
    const [, tag, id, bits] = /^(user|group|mask|other):(\d*):([-r][-w][-x])$/.exec(line) ?? [];
    if (tag === undefined || bits === undefined) return undefined;
    const permissions = permissionsOf(bits);
    if (id === "") base.set(tag, permissions);
    else if (tag === "user" || tag === "group") named.push({ tag, id: Number(id), permissions });
  }
  const [owner, group, other] = [base.get("user"), base.get("group"), base.get("other")];
  const mask = base.get("mask");
  if (owner === undefined || group === undefined || other === undefined) return undefined;
  return { owner, group, other, ...(mask === undefined ? {} : { mask }), named };
}

/** `r-x` as a number. */
function permissionsOf(bits: string): Permissions {
  return (bits[0] === "r" ? 4 : 0) | (bits[1] === "w" ? 2 : 0) | (bits[2] === "x" ? 1 : 0);
}

/** getfacl writes unusual bytes of names as a backslash and three octal digits, a backslash twice. */
export function undoNameEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const [part] of text.matchAll(/\\(?:[0-7]{3}|.)|[^\\]+/gs)) {
    if (!part.startsWith("\\")) bytes.push(...encoder.encode(part));
    else if (part.length === 4) bytes.push(Number.parseInt(part.slice(1), 8));
    else bytes.push(...encoder.encode(part.slice(1)));
  }
  return decodeBytes(Uint8Array.from(bytes));
}
