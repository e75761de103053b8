import type { Path } from "../../domain/world.ts";

/** One place that packages come from. */
export interface SourceEntry {
  readonly file: Path;
  readonly uri: string;
  readonly suite: string;
  /** Believed whatever signatures say. */
  readonly isTrusted: boolean;
  /** Fetched although it is not signed, or weakly. */
  readonly isInsecure: boolean;
  /** From 1: the line, or the field of the paragraph, at which it is switched off. */
  readonly line: number;
  /** From 1: where it is said that no signature is needed. */
  readonly beliefs: readonly number[];
}

const insecureOptions = ["allow-insecure", "allow-weak", "allow-downgrade-to-insecure"];

/** Lines such as `deb [trusted=yes] http://host/debian stable main` (sources.list(5)). */
export function parseOneLine(file: Path, text: string): readonly SourceEntry[] {
  const entries: SourceEntry[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const [, given = "", uri, suite] =
      /^\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)/.exec(line) ?? [];
    if (uri === undefined || suite === undefined) continue;
    const options = new Map(given.trim().split(/\s+/).map(splitOption));
    const trust = trustOf((name) => options.get(name));
    const beliefs = trust.isTrusted || trust.isInsecure ? [at + 1] : [];
    entries.push({ file, uri, suite, ...trust, line: at + 1, beliefs });
  }
  return entries;
}

/** Paragraphs of `Types:`, `URIs:`, `Suites:` and the like. */
export function parseDeb822(file: Path, text: string): readonly SourceEntry[] {
  return paragraphsOf(text).flatMap((fields) => {
    const enabled = fields.get("enabled");
    if (enabled !== undefined && !isYes(enabled.value)) return [];
    const trust = trustOf((name) => fields.get(name)?.value);
    const beliefs = ["trusted", ...insecureOptions].flatMap((name) => fields.get(name)?.line ?? []);
    const [first] = fields.values();
    const line = (enabled ?? first)?.line ?? 1;
    const words = (name: string) =>
      (fields.get(name)?.value ?? "").split(/\s+/).filter((word) => word !== "");
    return words("uris").flatMap((uri) =>
      words("suites").map((suite) => ({ file, uri, suite, ...trust, line, beliefs })),
    );
  });
}

interface Field {
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** By the names in small letters. Lines that begin with a blank go on with the field above. */
function paragraphsOf(text: string): readonly ReadonlyMap<string, Field>[] {
  const paragraphs: Map<string, Field>[] = [];
  let current = new Map<string, Field>();
  let last: string | undefined;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.startsWith("#")) continue;
    const [, name, value = ""] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    const above = last === undefined ? undefined : current.get(last);
    if (line.trim() === "") {
      paragraphs.push(current);
      current = new Map();
      last = undefined;
    } else if (name !== undefined) {
      last = name.toLowerCase();
      current.set(last, { value: value.trim(), line: at + 1 });
    } else if (last !== undefined && above !== undefined) {
      current.set(last, { ...above, value: `${above.value} ${line.trim()}`.trim() });
    }
  }
  return [...paragraphs, current];
}

function trustOf(find: (option: string) => string | undefined) {
  const isSet = (name: string) => isYes(find(name) ?? "no");
  return { isTrusted: isSet("trusted"), isInsecure: insecureOptions.some(isSet) };
}

function isYes(value: string): boolean {
  return /^(?:yes|true|1|on|with|enable)$/i.test(value);
}

function splitOption(option: string): readonly [string, string] {
  const [name = "", value = ""] = option.split("=", 2);
  return [name.toLowerCase(), value];
}
