import type { PackageChange, PackageTransaction } from "../../domain/packages.ts";
import type { Paragraph } from "./paragraphs.ts";
import type { SimulatedChange } from "./read-simulation.ts";
import type { PackageList } from "./sources.ts";

/** What is known of the packages of a plan. */
export interface Knowledge {
  /** Records of the sources and of the database, by `name=version`. */
  readonly records: ReadonlyMap<string, Paragraph>;
  readonly lists: readonly PackageList[];
}

/** A simulated change with what its source says of it. */
export function describeChange(
  change: SimulatedChange,
  isAskedFor: boolean,
  { records, lists }: Knowledge,
): PackageChange {
  const { name, action, before, after } = change;
  const record = recordOf(name, after ?? before, records);
  const summary = record && summaryOf(record);
  const downloadSize = after === undefined ? undefined : sizeIn(record, "size", 1);
  const installedSize = sizeIn(record, "installed-size", 1024);
  return {
    name,
    action,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    isAutomatic: !isAskedFor,
    isSecurity: before !== undefined && change.sources.some(isSecuritySource),
    ...(after === undefined ? {} : describeSource(change.sources, lists)),
    ...(summary === undefined ? {} : { summary }),
    ...(downloadSize === undefined ? {} : { downloadSize }),
    ...(installedSize === undefined ? {} : { installedSize }),
  };
}

/** What is to be fetched, and how much more the disk would hold. */
export function sizesOf(
  changes: readonly SimulatedChange[],
  { records }: Knowledge,
): Pick<PackageTransaction, "downloadSize" | "sizeDifference"> {
  let downloadSize = 0;
  let sizeDifference: number | undefined = 0;
  for (const { name, before, after } of changes) {
    const added = after === undefined ? 0 : installedSizeOf(name, after, records);
    const freed = before === undefined ? 0 : installedSizeOf(name, before, records);
    if (added === undefined || freed === undefined) sizeDifference = undefined;
    else if (sizeDifference !== undefined) sizeDifference += added - freed;
    if (after !== undefined) downloadSize += sizeIn(recordOf(name, after, records), "size", 1) ?? 0;
  }
  return { downloadSize, ...(sizeDifference === undefined ? {} : { sizeDifference }) };
}

/** The summary; the name of its field depends on the language of the lists. */
export function summaryOf(record: Paragraph): string | undefined {
  return (record.get("description-en") ?? record.get("description"))?.split("\n")[0];
}

/** Where a version comes from, and whether that source is signed. */
export function describeSource(
  sources: readonly string[],
  lists: readonly PackageList[],
): Pick<PackageChange, "origin" | "trust"> {
  if (sources.includes("local-deb")) return { origin: "a file on this machine", trust: "unsigned" };
  const from = lists.filter(({ label }) => sources.includes(label));
  const [first] = from;
  if (first === undefined) return {};
  // Which of several sources with one label it comes from is not said, so the weakest counts.
  const trust = from.every(({ isSigned }) => isSigned) ? "signed" : "unsigned";
  return { origin: first.origin, trust };
}

/** A size of a record in bytes. */
export function sizeIn(
  record: Paragraph | undefined,
  field: string,
  unit: number,
): number | undefined {
  const text = record?.get(field);
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? undefined : value * unit;
}

function recordOf(
  name: string,
  version: string | undefined,
  records: ReadonlyMap<string, Paragraph>,
): Paragraph | undefined {
  return records.get(`${name.replace(/:.*/, "")}=${version}`);
}

function installedSizeOf(
  name: string,
  version: string,
  records: ReadonlyMap<string, Paragraph>,
): number | undefined {
  return sizeIn(recordOf(name, version, records), "installed-size", 1024);
}

/** `Debian-Security:12/oldstable-security`, `Ubuntu:22.04/jammy-security`. */
export function isSecuritySource(source: string): boolean {
  return /-security$/i.test(source) || /^[^:]*-Security:/i.test(source);
}
