import { readdirSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { readText, stampOfFile } from "./database-files.ts";
import type { PackageRecord, PackageSource, TakeFile } from "./package-source.ts";

/** Debian's database under `directory`, with ucf's registry of files that are in no list. */
export function makeDpkgSource(
  directory: Path = "/var/lib/dpkg",
  ucfRegistry: Path = "/var/lib/ucf/registry",
): PackageSource {
  return {
    manager: "dpkg",
    stamp: () => stampOf(directory, ucfRegistry),
    packages: () => parseStatus(readText(`${directory}/status`)),
    forEachFile: (take) => {
      const diversions = parseDiversions(readText(`${directory}/diversions`));
      for (const file of readdirSync(`${directory}/info`)) {
        if (file.endsWith(".list")) takeList(`${directory}/info/${file}`, diversions, take);
      }
      takeRegistry(readText(ucfRegistry), take);
    },
    filesOf: (name) => readList(name, `${directory}/info`),
  };
}

function stampOf(directory: Path, ucfRegistry: Path): string | undefined {
  const status = stampOfFile(`${directory}/status`);
  // One left over, or made empty by a tool, is no database.
  if (status === "" || status.endsWith(":0")) return undefined;
  const others = [`${directory}/info`, `${directory}/diversions`, ucfRegistry];
  return [status, ...others.map(stampOfFile)].join(" ");
}

function readList(name: string, info: Path): readonly Path[] {
  const own = readText(`${info}/${name}.list`);
  if (own !== "") return own.split("\n");
  // Packages that can be there for several architectures at once have one list for each.
  const file = readdirSync(info).find((one) => one.startsWith(`${name}:`) && one.endsWith(".list"));
  return file === undefined ? [] : readText(`${info}/${file}`).split("\n");
}

interface Diversion {
  readonly to: Path;
  readonly by: string;
}

/** Three lines each: the name, where it is diverted to, and the package whose own file stays. */
export function parseDiversions(text: string): ReadonlyMap<Path, Diversion> {
  const lines = text.split("\n");
  const found = new Map<Path, Diversion>();
  for (let at = 0; at + 2 < lines.length; at += 3) {
    found.set(lines[at] ?? "", { to: lines[at + 1] ?? "", by: lines[at + 2] ?? "" });
  }
  return found;
}

function takeList(path: Path, diversions: ReadonlyMap<Path, Diversion>, take: TakeFile): void {
  const name = path.slice(path.lastIndexOf("/") + 1, -".list".length).replace(/:.*/, "");
  const text = readText(path);
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    const line = text.slice(start, end);
    start = end + 1;
    const diversion = diversions.size > 0 ? diversions.get(line) : undefined;
    const isMoved = diversion !== undefined && diversion.by !== name;
    take(isMoved ? diversion.to : line === "/." ? "/" : line, name);
  }
}

/** Lines of a package's name, blanks and a path. */
function takeRegistry(text: string, take: TakeFile): void {
  for (const line of text.split("\n")) {
    const [, name, path] = /^(\S+)\s+(\/.*)$/.exec(line) ?? [];
    if (name !== undefined && path !== undefined) take(path, name, true);
  }
}

/** Installed packages out of the text of dpkg's status file. */
function parseStatus(text: string): readonly PackageRecord[] {
  return text
    .split("\n\n")
    .map(recordOf)
    .filter((record) => record !== undefined);
}

const wantedFields = /^(Package|Status|Essential|Protected|Depends|Pre-Depends|Provides): *(.*)$/gm;

function recordOf(paragraph: string): PackageRecord | undefined {
  const fields = new Map<string, string>();
  for (const [, key = "", value = ""] of paragraph.matchAll(wantedFields)) fields.set(key, value);
  const name = fields.get("Package");
  if (name === undefined || !fields.get("Status")?.endsWith(" installed")) return undefined;
  // `Priority: required` is no such word: an archive overrules it, and the package does not say so.
  const isEssential = fields.get("Essential") === "yes" || fields.get("Protected") === "yes";
  const needs = [fields.get("Pre-Depends"), fields.get("Depends")].flatMap(parseRelations);
  return { name, isEssential, needs, provides: parseRelations(fields.get("Provides")).flat() };
}

/** `a (>= 1), b | c:any` as [["a"], ["b", "c"]]. */
function parseRelations(text: string | undefined): readonly (readonly string[])[] {
  if (text === undefined) return [];
  return text.split(",").map((group) => group.split("|").map(nameInRelation));
}

function nameInRelation(text: string): string {
  return /^[^\s(:]+/.exec(text.trim())?.[0] ?? "";
}
