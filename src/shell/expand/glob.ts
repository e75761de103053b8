import { type DirectoryEntry, isError } from "../../domain/world.ts";
import type { ExpansionContext } from "../state.ts";
import { sortNames } from "./collation.ts";
import { hidesNames, ignoreNames } from "./glob-ignore.ts";
import { hasWildcards, unescapePattern } from "./glob-text.ts";
import { type TextForm, textForm } from "./locale.ts";
import { compilePattern } from "./pattern.ts";

/**
 * The paths that a pattern matches, in the shell's order. A pattern is read path component by
 * path component, and only components with wildcards are looked up in a directory.
 */
export function expandGlob(pattern: string, context: ExpansionContext): readonly string[] {
  const search = makeSearch(context);
  const components = splitComponents(pattern, search);
  let found: readonly string[] = [""];
  components.forEach((component, index) => {
    found = isDeep(component, search)
      ? found.flatMap((prefix) => descend(prefix, deepPlace(components, index, search), search))
      : step(found, component, index === components.length - 1, search);
  });
  const last = components.at(-1) ?? "";
  const kept = hasWildcards(last, search.extglob)
    ? found
    : found.filter((path) => isThere(path, context));
  return ignoreNames(sortNames(kept, context), context.state);
}

/** Behind a component with wildcards, slashes in a row become one. */
function splitComponents(pattern: string, search: Search): readonly string[] {
  const components = pattern.split("/");
  if (search.context.state.dialect === "sh") return components;
  const first = components.findIndex((component) => hasWildcards(component, search.extglob));
  return components.filter(
    (component, index) =>
      (component !== "" || index < first || index === components.length - 1) &&
      !(isDeep(component, search) && isDeep(components[index + 1] ?? "", search)),
  );
}

interface Search {
  readonly context: ExpansionContext;
  readonly extglob: boolean;
  readonly nocase: boolean;
  readonly dotglob: boolean;
  readonly globstar: boolean;
  readonly form: TextForm;
  /** Directory entries that may still be looked at. */
  budget: number;
}

/** Thrown where a pattern leads through more names than can be looked at. */
export class TooManyNames extends Error {}

const mostNames = 1_000_000;

/** The entries of a directory, `.` where the prefix is empty; undefined where it cannot be read. */
function entriesOf(prefix: string, search: Search): readonly DirectoryEntry[] | undefined {
  const entries = search.context.files.readDirectory(prefix === "" ? "." : prefix);
  if (isError(entries)) return undefined;
  search.budget -= entries.length;
  if (search.budget < 0) throw new TooManyNames();
  return entries;
}

function makeSearch(context: ExpansionContext): Search {
  const { dialect, shoptOptions } = context.state;
  const isOn = (name: string): boolean => dialect === "bash" && shoptOptions.has(name);
  return {
    context,
    extglob: isOn("extglob"),
    nocase: isOn("nocaseglob"),
    dotglob: isOn("dotglob") || hidesNames(context.state),
    globstar: isOn("globstar"),
    form: textForm(context.state),
    budget: mostNames,
  };
}

function step(
  prefixes: readonly string[],
  component: string,
  isLast: boolean,
  search: Search,
): readonly string[] {
  const tail = isLast ? "" : "/";
  if (!hasWildcards(component, search.extglob)) {
    const text = unescapePattern(component);
    return prefixes.map((prefix) => prefix + text + tail);
  }
  const matches = compileComponent(component, search);
  return prefixes.flatMap((prefix) =>
    matchNames(prefix, matches, isLast, search).map((name) => prefix + name + tail),
  );
}

function compileComponent(component: string, search: Search): (name: string) => boolean {
  const { extglob, nocase, form } = search;
  const hasCaret = search.context.state.dialect === "bash";
  const options = { extglob, nocase, hasCaret, protectsDot: !search.dotglob };
  const pattern = compilePattern(form.spread(component), options);
  return (name) => pattern.matches(form.spread(name));
}

function matchNames(
  prefix: string,
  matches: (name: string) => boolean,
  isLast: boolean,
  search: Search,
): readonly string[] {
  const entries = entriesOf(prefix, search);
  if (entries === undefined) return [];
  const names: string[] = [];
  for (const { name, type } of entries) {
    if (!matches(name)) continue;
    const isEnd = isLast || type === "directory";
    if (isEnd || (type === "link" && leadsToDirectory(prefix + name, search))) names.push(name);
  }
  // dash lists the two names that every directory has; bash leaves them out.
  if (search.context.state.dialect === "sh") names.push(...[".", ".."].filter(matches));
  return names;
}

function leadsToDirectory(path: string, search: Search): boolean {
  const status = search.context.files.stat(path);
  return !isError(status) && status.type === "directory";
}

function isDeep(component: string, search: Search): boolean {
  return search.globstar && component === "**";
}

/** Where a `**` stands: what it lists depends on what comes behind it. */
interface DeepPlace {
  /** Nothing comes behind: files are listed, too. */
  readonly isLast: boolean;
  /** But a slash comes behind: links to directories are listed, too. */
  readonly isBeforeSlash: boolean;
  /** The directory itself was found by a wildcard, and is listed without a slash. */
  readonly isAfterWildcard: boolean;
}

function deepPlace(components: readonly string[], index: number, search: Search): DeepPlace {
  const before = components[index - 1];
  return {
    isLast: index === components.length - 1,
    isBeforeSlash: index === components.length - 2 && components.at(-1) === "",
    isAfterWildcard: before !== undefined && hasWildcards(before, search.extglob),
  };
}

/** `**`: the directory itself and every one below it; links are not entered. */
function descend(prefix: string, place: DeepPlace, search: Search): readonly string[] {
  const found: string[] = [];
  const visit = (directory: string): void => {
    for (const { name, type } of entriesOf(directory, search) ?? []) {
      if (name.startsWith(".") && !search.dotglob) continue;
      const path = directory + name;
      const isLink = type === "link" && place.isBeforeSlash && leadsToDirectory(path, search);
      if (place.isLast) found.push(path);
      else if (type === "directory" || isLink) found.push(`${path}/`);
      if (type === "directory") visit(`${path}/`);
    }
  };
  if (entriesOf(prefix, search) === undefined) return [];
  const isListed = !place.isLast || !place.isAfterWildcard;
  if (!place.isLast || prefix !== "") found.push(isListed ? prefix : prefix.replace(/\/$/, ""));
  visit(prefix);
  return found;
}

/** Whether a path that ends without a wildcard is there; a broken link is, unless `/` follows. */
function isThere(path: string, context: ExpansionContext): boolean {
  if (path === "") return false;
  const { files } = context;
  if (!path.endsWith("/")) return !isError(files.lstat(path));
  const status = files.stat(path);
  return !isError(status) && status.type === "directory";
}
