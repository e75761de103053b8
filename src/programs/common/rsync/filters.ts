import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { compilePattern } from "../fnmatch.ts";
import type { OptionsRead } from "../options.ts";

/** One pattern of --exclude or --include. The first that matches decides. */
export interface FilterRule {
  readonly isInclude: boolean;
  readonly onlyDirectories: boolean;
  /** Tested against the path below the transfer's root, without a slash at its start. */
  readonly matcher: RegExp;
}

/** The rules in order, or why they cannot be followed. */
export function readFilters(call: Call, read: OptionsRead): readonly FilterRule[] | string {
  const rules: FilterRule[] = [];
  for (const { key, value } of read.given) {
    if (value === undefined) continue;
    if (key === "exclude" || key === "include") rules.push(makeRule(value, key === "include"));
    if (key === "exclude-from" || key === "include-from") {
      const text = call.files.text(value);
      if (text === undefined || isError(text)) return `the patterns in \`${value}\` cannot be read`;
      rules.push(...readLines(text, key === "include-from"));
    }
    if (key === "filter") {
      const match = /^(-|\+|exclude|include)[ _](.+)$/.exec(value);
      if (match?.[2] === undefined) return `the filter \`${value}\` of rsync is not modelled`;
      rules.push(makeRule(match[2], /^[+i]/.test(value)));
    }
  }
  return rules;
}

function readLines(text: string, isInclude: boolean): readonly FilterRule[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== "" && !/^[;#]/.test(line))
    .map((line) => {
      const signed = /^([-+]) (.*)$/.exec(line);
      return makeRule(signed?.[2] ?? line, signed === null ? isInclude : signed[1] === "+");
    });
}

function makeRule(pattern: string, isInclude: boolean): FilterRule {
  const onlyDirectories = pattern.endsWith("/") && pattern !== "/";
  const plain = onlyDirectories ? pattern.slice(0, -1) : pattern;
  return { isInclude, onlyDirectories, matcher: compile(plain) };
}

/** A slash at the start ties a pattern to the root; one inside makes it match the end of the path. */
function compile(pattern: string): RegExp {
  const isAnchored = pattern.startsWith("/");
  const body = isAnchored ? pattern.slice(1) : pattern;
  const withDeep = body.endsWith("/***") ? body.slice(0, -4) : body;
  const source = withDeep
    .split("**")
    .map((part) => compilePattern(part, { keepsSlashes: true }).source.slice(1, -1))
    .join("[^]*");
  const end = body.endsWith("/***") ? "(?:\\/[^]*)?" : "";
  const isWholePath = isAnchored || body.startsWith("**");
  return new RegExp(`${isWholePath ? "^" : "(?:^|\\/)"}${source}${end}$`, "su");
}

/** Whether a path below the root is left out. */
export function isExcluded(
  rules: readonly FilterRule[],
  path: string,
  isDirectory: boolean,
): boolean {
  const rule = rules.find((one) => (isDirectory || !one.onlyDirectories) && one.matcher.test(path));
  return rule !== undefined && !rule.isInclude;
}
