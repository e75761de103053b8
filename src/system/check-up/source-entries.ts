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
}

const insecureOptions = ["allow-insecure", "allow-weak", "allow-downgrade-to-insecure"];

/** Lines such as `deb [trusted=yes] http://host/debian stable main` (sources.list(5)). */
export function parseOneLine(file: Path, text: string): readonly SourceEntry[] {
  const entries: SourceEntry[] = [];
  for (const line of text.split("\n")) {
    const [, given = "", uri, suite] =
      /^\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)/.exec(line) ?? [];
    if (uri === undefined || suite === undefined) continue;
    const options = new Map(given.trim().split(/\s+/).map(splitOption));
    entries.push({ file, uri, suite, ...trustOf((name) => options.get(name)) });
  }
  return entries;
}

/** Paragraphs of `Types:`, `URIs:`, `Suites:` and the like. */
export function parseDeb822(file: Path, text: string): readonly SourceEntry[] {
  const withoutComments = text.replace(/^#.*\n?/gm, "");
  return withoutComments.split(/\n\s*\n/).flatMap((paragraph) => {
    const fields = fieldsOf(paragraph);
    if (isYes(fields.get("enabled") ?? "yes") === false) return [];
    const trust = trustOf((name) => fields.get(name));
    const words = (name: string) =>
      (fields.get(name) ?? "").split(/\s+/).filter((word) => word !== "");
    return words("uris").flatMap((uri) =>
      words("suites").map((suite) => ({ file, uri, suite, ...trust })),
    );
  });
}

/** Lines that begin with a blank go on with the field above. */
function fieldsOf(paragraph: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = "", value = ""] of paragraph.matchAll(/^([\w-]+):(.*(?:\n[ \t].*)*)/gm)) {
    fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
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
