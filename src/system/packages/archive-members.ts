import { dirname } from "node:path/posix";
import type { PackagedAccess } from "../../domain/packaged-access.ts";
import type { Path } from "../../domain/world.ts";
import { realPath } from "../canonical-path.ts";
import { lazily, remember } from "../lazily.ts";
import { readText } from "../read-text.ts";
import { parseArchiveListing } from "./archive-listing.ts";
import { parseDiversions } from "./dpkg-source.ts";

/** The members of a package's archive where they really lie, from what dpkg-deb prints of it. */
export type ReadMembers = (listing: string, name: string) => ReadonlyMap<Path, PackagedAccess>;

/** Diversions of `database` are followed, and links of parent directories resolved. */
export function makeMemberReader(database: Path): ReadMembers {
  const diversions = lazily(() => parseDiversions(readText(`${database}/diversions`) ?? ""));
  const realDirectory = remember((directory: Path) => realPath(directory) ?? directory);
  return (listing, name) => {
    const found = new Map<Path, PackagedAccess>();
    for (const entry of parseArchiveListing(listing)) {
      const diversion = diversions().get(entry.path);
      const shown = diversion !== undefined && diversion.by !== name ? diversion.to : entry.path;
      const parent = realDirectory(dirname(shown));
      const last = shown.slice(shown.lastIndexOf("/"));
      const path = shown === "/" ? "/" : parent === "/" ? last : parent + last;
      found.set(path, { kind: "known", ...entry, path, source: "archive", package: name });
    }
    return found;
  };
}

/** What apt calls the archive of each installed package, by the package's name. */
export function archiveNames(status: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const paragraph of status.split("\n\n")) {
    const field = (key: string) => new RegExp(`^${key}: *(.+)$`, "m").exec(paragraph)?.[1];
    const name = field("Package");
    const version = field("Version");
    const architecture = field("Architecture");
    if (name === undefined || version === undefined || architecture === undefined) continue;
    if (field("Status")?.endsWith(" installed") !== true) continue;
    names.set(name, `${name}_${version.replaceAll(":", "%3a")}_${architecture}.deb`);
  }
  return names;
}
