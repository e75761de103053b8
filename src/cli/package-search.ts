import type { PackageDetails, PackageSimulation } from "../domain/packages.ts";
import { type Catalogue, readCatalogue, writeCatalogue } from "../packages/search/catalogue.ts";
import { type SearchResult, type SearchRules, search } from "../packages/search/search.ts";
import {
  catalogueStamp,
  readCatalogueFile,
  writeCatalogueFile,
} from "../system/packages/catalogue-file.ts";
import { makeDpkgSource } from "../system/packages/dpkg-source.ts";
import { makePrivateDirectory } from "../system/private-directory.ts";
import { askLater, packageManager } from "./package-manager.ts";
import type { Session } from "./session.ts";

/** How many packages a search shows at most: nobody reads on, and all would take long to hand over. */
const shown = 1_000;

/** Packages by name, summary and role. The first search of a process reads the catalogue. */
export async function searchPackages(
  { text, ...rules }: { readonly text: string } & Pick<SearchRules, "only" | "names">,
  session: Session,
): Promise<SearchResult> {
  const catalogue = await openCatalogue(session);
  return search(catalogue, text, { installed: installedNames(), maximum: shown, ...rules });
}

export function describePackage(
  name: string,
  session: Session,
): Promise<PackageDetails | undefined> {
  return askLater(packageManager.details(name), session);
}

/** The manager's plan for what is selected, before anything is agreed to. */
export function simulatePackages(
  operation: "install" | "remove",
  names: readonly string[],
  { engine }: Session,
): PackageSimulation {
  const sentence = "This machine has no package manager that is known here.";
  const failure = { kind: "failure", failure: { kind: "no-manager", sentence } } as const;
  return engine.machine.facts.packages.simulate?.({ operation, names }) ?? failure;
}

/** What changed since the version that is here, or why that is not known. */
export async function readChangelog(name: string, session: Session): Promise<string> {
  const text = await askLater(packageManager.changelog(name), session);
  return text ?? "The source could not be asked what changed, and nothing about it is kept here.";
}

let open: { readonly stamp: string; readonly catalogue: Catalogue } | undefined;

/** Out of memory, else out of the cache, else made anew of apt's lists. */
async function openCatalogue(session: Session): Promise<Catalogue> {
  const stamp = catalogueStamp();
  if (open?.stamp === stamp) return open.catalogue;
  const { uid } = session.engine.machine.facts.caller.identity;
  const directory = makePrivateDirectory(session.directories.cache, uid);
  const path = `${session.directories.cache}/catalogue-${packageManager.id}.text`;
  const kept = directory === undefined ? undefined : readCatalogueFile(path, uid);
  let catalogue = kept === undefined ? undefined : readCatalogue(kept, stamp);
  if (catalogue === undefined) {
    catalogue = await askLater(packageManager.catalogue(), session);
    if (directory !== undefined) writeCatalogueFile(path, writeCatalogue(catalogue, stamp));
  }
  open = { stamp, catalogue };
  return catalogue;
}

let installed: { readonly stamp: string; readonly names: ReadonlySet<string> } | undefined;

function installedNames(): ReadonlySet<string> {
  const source = makeDpkgSource();
  const stamp = source.stamp() ?? "";
  if (installed?.stamp !== stamp) {
    installed = { stamp, names: new Set(source.packages().map(({ name }) => name)) };
  }
  return installed.names;
}
