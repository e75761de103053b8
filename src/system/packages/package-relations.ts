import { lazily } from "../lazily.ts";
import type { PackageRecord, PackageSource } from "./package-source.ts";

/** What is installed, and what hangs on what. */
export interface PackageRelations {
  isInstalled(name: string): boolean;
  /** Packages that lose what they need when these go, and those that lose what they need by that. */
  dependents(names: readonly string[]): readonly string[];
}

/** The same from a database, read when it is first asked. */
export function makeRelations(source: PackageSource): PackageRelations {
  const records = lazily(() => source.packages());
  const names = lazily(() => new Set(records().map(({ name }) => name)));
  const providers = lazily(() => providersOf(records()));
  return {
    isInstalled: (name) => names().has(name) || providers().has(name),
    dependents: (leaving) => dependentsOf(leaving, records(), providers()),
  };
}

type Providers = ReadonlyMap<string, ReadonlySet<string>>;

function providersOf(records: readonly PackageRecord[]): Providers {
  const found = new Map<string, Set<string>>();
  for (const { name, provides } of records) {
    for (const one of [name, ...provides]) {
      const known = found.get(one);
      if (known === undefined) found.set(one, new Set([name]));
      else known.add(name);
    }
  }
  return found;
}

function dependentsOf(
  names: readonly string[],
  records: readonly PackageRecord[],
  providers: Providers,
): readonly string[] {
  const gone = new Set(names.flatMap((name) => [name, ...(providers.get(name) ?? [])]));
  const named = new Set(gone);
  let before = -1;
  while (gone.size !== before) {
    before = gone.size;
    for (const record of records) {
      if (!gone.has(record.name) && record.needs.some((need) => isLost(need, gone, providers))) {
        gone.add(record.name);
      }
    }
  }
  return [...gone].filter((name) => !named.has(name));
}

/** Something fulfilled it, and nothing does any more. */
function isLost(
  alternatives: readonly string[],
  gone: ReadonlySet<string>,
  providers: Providers,
): boolean {
  const fulfilling = alternatives.flatMap((one) => [...(providers.get(one) ?? [])]);
  return fulfilling.length > 0 && fulfilling.every((name) => gone.has(name));
}
