import { NotFollowed } from "./syntax.ts";
import { itemsOf, type Named, type Value } from "./values.ts";

/** `json.loads`; numbers that are no whole ones are not followed. */
export function readJson(text: string): Value {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    throw new NotFollowed();
  }
}

function fromJson(parsed: unknown): Value {
  if (typeof parsed === "string" || typeof parsed === "boolean" || parsed === null) return parsed;
  if (typeof parsed === "number" && Number.isSafeInteger(parsed)) return parsed;
  if (Array.isArray(parsed)) return parsed.map(fromJson);
  if (typeof parsed !== "object") throw new NotFollowed();
  const entries = Object.entries(parsed).map(([key, value]) => [key, fromJson(value)] as const);
  // JavaScript puts such keys before the others.
  if (entries.some(([key]) => /^\d+$/.test(key))) throw new NotFollowed();
  return { kind: "table", entries: new Map(entries) };
}

/** `json.dumps` with `indent` and `sort_keys`. */
export function writeJson(value: Value, named: Named): string {
  for (const key of named.keys()) {
    if (key !== "indent" && key !== "sort_keys") throw new NotFollowed();
  }
  const indent = named.get("indent") ?? null;
  if (indent !== null && typeof indent !== "number") throw new NotFollowed();
  const layout = { indent: indent ?? undefined, isSorted: named.get("sort_keys") === true };
  return textOfJson(value, layout, 0);
}

interface Layout {
  readonly indent: number | undefined;
  readonly isSorted: boolean;
}

function textOfJson(value: Value, layout: Layout, depth: number): string {
  if (typeof value === "string") return quoteJson(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) {
    return wrap(
      "[]",
      [...itemsOf(value)].map((item) => textOfJson(item, layout, depth + 1)),
      layout,
      depth,
    );
  }
  if (typeof value !== "object" || !("kind" in value) || value.kind !== "table") {
    throw new NotFollowed();
  }
  const entries = [...value.entries];
  if (layout.isSorted) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = entries.map(
    ([key, item]) => `${quoteJson(key)}: ${textOfJson(item, layout, depth + 1)}`,
  );
  return wrap("{}", rows, layout, depth);
}

function wrap(brackets: string, rows: readonly string[], layout: Layout, depth: number): string {
  if (rows.length === 0) return brackets;
  if (layout.indent === undefined) return `${brackets[0]}${rows.join(", ")}${brackets[1]}`;
  const inner = "\n".padEnd(1 + layout.indent * (depth + 1));
  const outer = "\n".padEnd(1 + layout.indent * depth);
  return `${brackets[0]}${inner}${rows.join(`,${inner}`)}${outer}${brackets[1]}`;
}

/** Only ASCII, as Python writes it. */
function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `re.sub`, for what both languages read alike. */
export function substitute(pattern: string, to: string, text: string, flags: string): string {
  const isStrange = /\(\?|\\[AZabBxuUN]|[*+?}][+?]|\{,|(?<!\\)\$/;
  const endsRows = flags.includes("m") ? pattern.replace(/(?<!\\)\$/g, "") : pattern;
  if (isStrange.test(endsRows) || !/^[\t\n -~]*$/.test(text + pattern)) throw new NotFollowed();
  if (/\\[^\\\dn]|\\$/.test(to)) throw new NotFollowed();
  const made = to
    .replaceAll("$", "$$$$")
    .replace(/\\([\\\dn])/g, (_, sign: string) =>
      sign === "\\" ? "\\" : sign === "n" ? "\n" : `$${sign}`,
    );
  try {
    return text.replace(new RegExp(pattern, `g${flags}`), made);
  } catch {
    throw new NotFollowed();
  }
}
