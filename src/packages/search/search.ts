import { nearNames } from "../../domain/near-names.ts";
import type { FoundPackage } from "../../domain/packages.ts";
import { type Catalogue, type CatalogueEntry, makeEntry } from "./catalogue.ts";
import { knownRoles, type Role } from "./roles.ts";

/** What a search comes to. */
export interface SearchResult {
  readonly found: readonly FoundPackage[];
  /** How many match, shown or not. */
  readonly total: number;
  /** How many packages there are. */
  readonly among: number;
  /** Nothing matches; what is found are names that are spelt nearly so. */
  readonly isNear?: boolean;
}

export interface SearchRules {
  readonly installed: ReadonlySet<string>;
  /** How many to show. */
  readonly maximum: number;
  /** Only what is installed, also where no source has it any more. */
  readonly only?: "installed";
  /** Exactly these, in this order, whatever the text. */
  readonly names?: readonly string[];
}

/** Packages by name, summary and role: every word must be met; the best come first. */
export function search(catalogue: Catalogue, text: string, rules: SearchRules): SearchResult {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (rules.names !== undefined) return namedOnes(rules.names, catalogue, rules);
  const entries = rules.only === "installed" ? installedOf(catalogue, rules) : catalogue.entries;
  const among = entries.length;
  const roles = rules.only === "installed" ? [] : matchingRoles(words, catalogue, rules);
  if (words.length === 0) {
    const packages = entries.slice(0, rules.maximum);
    const found = [...roles, ...packages.map((entry) => describe(entry, catalogue, rules))];
    return { found: found.slice(0, rules.maximum), total: roles.length + among, among };
  }
  const filling = roles.flatMap(({ fills = [] }) => fills.flatMap((name) => find(catalogue, name)));
  const { best, total } = rank(entries, words, rules.maximum);
  const listed = new Set([...filling, ...best]);
  const found = [...roles, ...[...listed].map((entry) => describe(entry, catalogue, rules))];
  if (found.length === 0) return nearOnes(words, entries, catalogue, rules);
  return { found: found.slice(0, rules.maximum), total: roles.length + total, among };
}

/** Shorter words are like too many names. */
const shortestMisspelt = 4;

/** A name that nothing has may be misspelt. */
function nearOnes(
  [word = "", ...more]: readonly string[],
  entries: readonly CatalogueEntry[],
  catalogue: Catalogue,
  rules: SearchRules,
): SearchResult {
  const among = entries.length;
  const isName = more.length === 0 && word.length >= shortestMisspelt;
  const near = isName ? nearNames(word, names(entries)) : [];
  const found = near.flatMap((name) => entries.filter((entry) => entry.name === name));
  return {
    found: found.map((entry) => describe(entry, catalogue, rules)),
    total: 0,
    among,
    ...(found.length > 0 ? { isNear: true } : {}),
  };
}

function* names(entries: readonly CatalogueEntry[]): Iterable<string> {
  for (const { name } of entries) yield name;
}

function installedOf(catalogue: Catalogue, { installed }: SearchRules): readonly CatalogueEntry[] {
  return [...installed].sort().flatMap((name) => {
    const found = find(catalogue, name);
    return found.length > 0 ? found : [makeEntry(name, "", nowhere)];
  });
}

/** The number of no source. */
const nowhere = -1;

function namedOnes(
  names: readonly string[],
  catalogue: Catalogue,
  rules: SearchRules,
): SearchResult {
  const found = names.flatMap((name) => find(catalogue, name));
  return {
    found: found.map((entry) => describe(entry, catalogue, rules)),
    total: found.length,
    among: catalogue.entries.length,
  };
}

function describe(
  { name, summary, source }: CatalogueEntry,
  { sources }: Catalogue,
  { installed }: SearchRules,
): FoundPackage {
  const from = sources[source];
  return {
    name,
    summary,
    isInstalled: installed.has(name),
    ...(from === undefined
      ? {}
      : { origin: from.origin, trust: from.isSigned ? "signed" : "unsigned" }),
  };
}

/**
 * Those that match, the likeliest first, of equals the shorter name. Put into buckets and not
 * sorted: a single letter is met by nearly all.
 */
function rank(
  entries: readonly CatalogueEntry[],
  words: readonly string[],
  maximum: number,
): { readonly best: readonly CatalogueEntry[]; readonly total: number } {
  const whole = words.join("-");
  const buckets: CatalogueEntry[][] = [];
  let total = 0;
  for (const entry of entries) {
    if (!isMet(entry, words)) continue;
    total += 1;
    const place = scoreOf(entry, words, whole) * longest + Math.min(entry.name.length, longest - 1);
    const bucket = buckets[place];
    if (bucket === undefined) buckets[place] = [entry];
    else if (bucket.length < maximum) bucket.push(entry);
  }
  return { best: buckets.flat().slice(0, maximum), total };
}

function isMet({ text }: CatalogueEntry, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

/** Names longer than this count as equally long. */
const longest = 64;

/** From 0 for the very name upwards. Libraries and the like come after what people run. */
function scoreOf({ name, text }: CatalogueEntry, words: readonly string[], whole: string): number {
  if (name === whole) return 0;
  const base = words.every((word) => name.includes(word))
    ? name.startsWith(whole)
      ? 1
      : words.every((word) => isPartStart(name, word))
        ? 2
        : 4
    : words.every((word) => isWordStart(text, word))
      ? 3
      : 5;
  return base + (isSupport.test(name) ? 6 : 0);
}

const isSupport =
  /^(?:lib(?!re)|python3?-|ruby-|node-|golang-|r-|php-|fonts-|gir1)|-(?:dev|doc|dbg|dbgsym|data|common|perl|l10n-\w+)$/;

function isPartStart(name: string, word: string): boolean {
  return name.startsWith(word) || name.includes(`-${word}`);
}

function isWordStart(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at === 0 || /[\s(/-]/.test(text.charAt(at - 1)) || text.includes(` ${word}`);
}

/** Roles whose words begin with those typed, all where nothing is, that something can fill here. */
function matchingRoles(
  words: readonly string[],
  catalogue: Catalogue,
  { installed }: SearchRules,
): readonly FoundPackage[] {
  return knownRoles()
    .filter((role) => isMeant(role, words))
    .flatMap((role) => {
      const fills = role.packages.filter((name) => find(catalogue, name).length > 0);
      if (fills.length === 0) return [];
      const isInstalled = fills.some((name) => installed.has(name));
      return [{ name: role.name, summary: `role: ${fills.join(", ")}`, isInstalled, fills }];
    })
    .slice(0, words.length === 0 ? undefined : 5);
}

function isMeant({ name, synonyms }: Role, words: readonly string[]): boolean {
  return [name, ...synonyms].some((phrase) => {
    const parts = phrase.split(/[\s-]+/);
    return words.every((word) => word.length > 1 && parts.some((part) => part.startsWith(word)));
  });
}

/** The entry of a name, or none; by halves, since entries are in the order of their names. */
function find({ entries }: Catalogue, name: string): readonly CatalogueEntry[] {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.name ?? "") < name) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low];
  return entry?.name === name ? [entry] : [];
}
