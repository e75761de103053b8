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
  const files = sourceFiles(places.sources);
  if (files.length === 0) {
    return {
      kind: "unknown",
      reason: "No sources of packages are set up for apt on this machine.",
    };
  }
  const read = files.map((file) => ({ file, text: readText(file) }));
  const entries = read.flatMap(({ file, text = "" }) => entriesIn(file, text));
  const fetched = new Set(namesIn(places.lists));
  const weak = entries.flatMap((entry) => weaknessOf(entry, fetched) ?? []);
  const settings = await weakSettings(ask);
  const isPartial = read.some(({ text }) => text === undefined);
  return {
    kind: "known",
    facts: { count: entries.length, weak: [...weak, ...settings] },
    ...(isPartial ? { isPartial } : {}),
  };
}

function sourceFiles(directory: Path): readonly Path[] {
  const parts = namesIn(`${directory}/sources.list.d`)
    .filter((name) => /^[\w.-]+\.(?:list|sources)$/.test(name))
    .map((name) => `${directory}/sources.list.d/${name}`);
  const main = namesIn(directory).includes("sources.list") ? [`${directory}/sources.list`] : [];
  return [...main, ...parts];
}

function entriesIn(file: Path, text: string): readonly SourceEntry[] {
  return file.endsWith(".sources") ? parseDeb822(file, text) : parseOneLine(file, text);
}

function weaknessOf(entry: SourceEntry, fetched: ReadonlySet<string>): WeakSource | undefined {
  const { file, uri, suite } = entry;
  const name = `${uri} ${suite}`;
  if (entry.isTrusted) return { name, file, why: "trusted" };
  if (entry.isInsecure) return { name, file, why: "insecure" };
  return isFetchedUnsigned(entry, fetched) ? { name, file, why: "unsigned" } : undefined;
}

/** apt names what it fetched by the address; a Release that is alone was not signed. */
function isFetchedUnsigned({ uri, suite }: SourceEntry, fetched: ReadonlySet<string>): boolean {
  const address = uri.replace(/^\w+:\/*/, "").replace(/\/+$/, "");
  const place = suite.endsWith("/") ? suite.replace(/^\.?\/*|\/+$/g, "") : `dists/${suite}`;
  const name = `${address}/${place}`
    .replace(/\/+$/, "")
    .replaceAll("_", "%5f")
    .replaceAll("/", "_");
  const isSigned = fetched.has(`${name}_InRelease`) || fetched.has(`${name}_Release.gpg`);
  return !isSigned && fetched.has(`${name}_Release`);
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
  }));
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}
