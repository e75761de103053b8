import { readdirSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { readText, stampOfFile } from "./database-files.ts";
import type { PackageRecord, PackageSource, TakeFile } from "./package-source.ts";

/** Arch's database: a directory for each installed package, with its description and its files. */
export function makePacmanSource(directory: Path = "/var/lib/pacman"): PackageSource {
  const local = `${directory}/local`;
  return {
    manager: "pacman",
    // A directory is named by name and version: whatever changes makes or takes one.
    stamp: () => (entriesOf(local).length === 0 ? undefined : stampOfFile(local)),
    packages: () =>
      entriesOf(local).flatMap((entry) => recordOf(readText(`${local}/${entry}/desc`))),
    forEachFile: (take) => {
      for (const entry of entriesOf(local)) takeFiles(`${local}/${entry}`, entry, take);
    },
    filesOf: (name) => {
      const entry = entriesOf(local).find((one) => nameOfEntry(one) === name);
      return entry === undefined ? [] : pathsIn(`${local}/${entry}`);
    },
  };
}

function entriesOf(local: Path): readonly string[] {
  try {
    const entries = readdirSync(local, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** `lib32-glibc-2.38-1` is version 2.38, release 1 of lib32-glibc. */
function nameOfEntry(entry: string): string {
  return entry.replace(/-[^-]+-[^-]+$/, "");
}

function takeFiles(place: Path, entry: string, take: TakeFile): void {
  const name = nameOfEntry(entry);
  for (const path of pathsIn(place)) take(path, name);
}

/** Directories end with a slash there, which no path of the index does. */
function pathsIn(place: Path): readonly Path[] {
  const files = sectionsOf(readText(`${place}/files`)).get("FILES") ?? [];
  return files.map((file) => `/${file.endsWith("/") ? file.slice(0, -1) : file}`);
}

/** `%NAME%` and the lines below it, up to an empty one. */
function sectionsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of text.split("\n")) {
    const title = /^%([A-Z0-9]+)%$/.exec(line)?.[1];
    if (title !== undefined && current === undefined) {
      current = [];
      sections.set(title, current);
    } else if (line === "") current = undefined;
    else current?.push(line);
  }
  return sections;
}

function recordOf(text: string): readonly PackageRecord[] {
  const sections = sectionsOf(text);
  const [name] = sections.get("NAME") ?? [];
  if (name === undefined) return [];
  return [
    {
      name,
      // All that an Arch system has to have hangs on this one.
      isEssential: name === "base",
      needs: (sections.get("DEPENDS") ?? []).map((need) => [withoutVersion(need)]),
      provides: (sections.get("PROVIDES") ?? []).map(withoutVersion),
    },
  ];
}

/** `glibc>=2.38` as glibc. */
function withoutVersion(text: string): string {
  return text.replace(/[<>=].*$/, "");
}
