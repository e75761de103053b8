import { consult, type Inquiry } from "../../domain/inquiry.ts";
import { type Catalogue, type CatalogueEntry, makeEntry } from "../search/catalogue.ts";
import { askPackageLists } from "./sources.ts";
import { compareVersions } from "./versions.ts";

interface Found {
  readonly entry: CatalogueEntry;
  readonly version: string;
}

/** Every package of every list that apt has fetched. Takes a second or so: it is kept. */
export function* askCatalogue(): Inquiry<Catalogue> {
  const lists = yield* askPackageLists();
  const found = new Map<string, Found>();
  for (const [source, { file }] of lists.entries()) {
    // However the list is packed, apt's own helper unpacks it.
    const look = { kind: "run", program: "apt-helper", arguments: ["cat-file", file] } as const;
    const { output } = yield* consult(look);
    addList(output, source, found);
  }
  const names = [...found.keys()].sort(byCodePoints);
  return {
    entries: names.flatMap((name) => found.get(name)?.entry ?? []),
    sources: lists.map(({ origin, isSigned }) => ({ origin, isSigned })),
  };
}

/** As `<` compares, which is what the search by halves does. */
function byCodePoints(one: string, two: string): number {
  return one < two ? -1 : 1;
}

const wanted = /^(Package|Version|Description(?:-en)?): (.*)$/gm;

/** Where several lists have a package, that of the newest version counts. */
function addList(text: string, source: number, found: Map<string, Found>): void {
  let name = "";
  let version = "";
  let summary = "";
  const finish = (): void => {
    if (name === "") return;
    const before = found.get(name);
    if (before !== undefined && compareVersions(version, before.version) <= 0) return;
    found.set(name, { version, entry: makeEntry(name, summary.replaceAll("\t", " "), source) });
  };
  for (const [, field, value = ""] of text.matchAll(wanted)) {
    if (field === "Package") {
      finish();
      [name, version, summary] = [value, "", ""];
    } else if (field === "Version") version = value;
    else summary = value;
  }
  finish();
}
