/** Every package that can be had, as the search goes over it. */
export interface Catalogue {
  /** By name, without doubles. */
  readonly entries: readonly CatalogueEntry[];
  readonly sources: readonly CatalogueSource[];
}

export interface CatalogueEntry {
  readonly name: string;
  readonly summary: string;
  /** Name and summary in small letters, a line break between them: what is searched. */
  readonly text: string;
  /** Which of the sources has it. */
  readonly source: number;
}

export interface CatalogueSource {
  readonly origin: string;
  readonly isSigned: boolean;
}

/** An entry out of its parts. */
export function makeEntry(name: string, summary: string, source: number): CatalogueEntry {
  return { name, summary, text: `${name}\n${summary}`.toLowerCase(), source };
}

/** The catalogue as text, for a cache: its stamp, its sources, then a line for each package. */
export function writeCatalogue({ entries, sources }: Catalogue, stamp: string): string {
  const lines = entries.map(({ name, summary, source }) => `${name}\t${source}\t${summary}`);
  return [stamp, JSON.stringify(sources), ...lines].join("\n");
}

/** What `writeCatalogue` made; undefined for another stamp, or where the text is no such thing. */
export function readCatalogue(text: string, stamp: string): Catalogue | undefined {
  if (!text.startsWith(`${stamp}\n`)) return undefined;
  const [, sourcesLine = "", ...lines] = text.split("\n");
  const sources = readSources(sourcesLine);
  if (sources === undefined) return undefined;
  return { sources, entries: lines.map(readLine) };
}

function readLine(line: string): CatalogueEntry {
  const first = line.indexOf("\t");
  const second = line.indexOf("\t", first + 1);
  return makeEntry(
    line.slice(0, first),
    line.slice(second + 1),
    Number(line.slice(first + 1, second)),
  );
}

function readSources(line: string): readonly CatalogueSource[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every(isSource) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSource(value: unknown): value is CatalogueSource {
  if (typeof value !== "object" || value === null) return false;
  const fields: Partial<Record<string, unknown>> = { ...value };
  return typeof fields.origin === "string" && typeof fields.isSigned === "boolean";
}
