import { readdirSync } from "node:fs";
import type { Probed, Sources, WeakSource } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { readText } from "../read-text.ts";
import { parseDeb822, parseOneLine, type SourceEntry } from "./source-entries.ts";

/** Where apt keeps its sources and what it fetched of them. */
export interface SourcePlaces {
  readonly sources: Path;
  readonly lists: Path;
}

const usual: SourcePlaces = { sources: "/etc/apt", lists: "/var/lib/apt/lists" };

/** Sources of packages that are believed without a signature. */
export async function probeSources(
  ask: AskProgram,
  places: SourcePlaces = usual,
): Promise<Probed<Sources>> {
  const files = listSourceFiles(places.sources);
  if (files.length === 0) {
    return {
      kind: "unknown",
      reason: "No sources of packages are set up for apt on this machine.",
    };
  }
  const count = files.flatMap(entriesIn).length;
  const weak = [...listWeakSources(files, places.lists), ...(await weakSettings(ask))];
  const isPartial = files.some((file) => readText(file) === undefined);
  return {
    kind: "known",
    facts: { count, weak },
    ...(isPartial ? { isPartial } : {}),
  };
}

/** Where sources stand, in the order in which apt reads them. */
function listSourceFiles(directory: Path): readonly Path[] {
  const parts = namesIn(`${directory}/sources.list.d`)
    .filter((name) => /^[\w.-]+\.(?:list|sources)$/.test(name))
    .map((name) => `${directory}/sources.list.d/${name}`);
  const main = namesIn(directory).includes("sources.list") ? [`${directory}/sources.list`] : [];
  return [...main, ...parts];
}

/** Those of these files that are believed without a signature. */
export function listWeakSources(
  files: readonly Path[],
  lists: Path = usual.lists,
): readonly WeakSource[] {
  const fetched = new Set(namesIn(lists));
  return files.flatMap(entriesIn).flatMap((entry) => weaknessOf(entry, fetched) ?? []);
}

function entriesIn(file: Path): readonly SourceEntry[] {
  const text = readText(file) ?? "";
  return file.endsWith(".sources") ? parseDeb822(file, text) : parseOneLine(file, text);
}

function weaknessOf(entry: SourceEntry, fetched: ReadonlySet<string>): WeakSource | undefined {
  const { file, uri, suite, line, beliefs } = entry;
  const place = { name: `${uri} ${suite}`, file, line, beliefs };
  const isSigned = isFetchedSigned(entry, fetched);
  if (entry.isTrusted) return { ...place, why: "trusted", isSigned };
  if (entry.isInsecure) return { ...place, why: "insecure", isSigned };
  const isUnsigned = !isSigned && fetched.has(`${listName(entry)}_Release`);
  return isUnsigned ? { ...place, why: "unsigned", isSigned } : undefined;
}

/** A Release that is alone was not signed. */
function isFetchedSigned(entry: SourceEntry, fetched: ReadonlySet<string>): boolean {
  const name = listName(entry);
  return fetched.has(`${name}_InRelease`) || fetched.has(`${name}_Release.gpg`);
}

/** apt names what it fetched by the address. */
function listName({ uri, suite }: SourceEntry): string {
  const address = uri.replace(/^\w+:\/*/, "").replace(/\/+$/, "");
  const place = suite.endsWith("/") ? suite.replace(/^\.?\/*|\/+$/g, "") : `dists/${suite}`;
  return `${address}/${place}`.replace(/\/+$/, "").replaceAll("_", "%5f").replaceAll("/", "_");
}

const settingsThatWeaken =
  /^(APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories|Acquire::AllowDowngradeToInsecureRepositories) "(?:true|yes|1|on|with|enable)";$/gim;

/** Settings by which apt takes whatever it gets, for all sources. */
async function weakSettings(ask: AskProgram): Promise<readonly WeakSource[]> {
  const answer = await ask({ program: "apt-config", arguments: ["dump"], patience: 20 });
  if (typeof answer === "string") return [];
  const text = answer.output.toString("utf8");
  return [...text.matchAll(settingsThatWeaken)].map(([, name = ""]) => ({
    name,
    file: "/etc/apt/apt.conf.d",
    why: "unauthenticated",
    isSigned: false,
  }));
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}
