import { readFileSync } from "node:fs";
import type { PackagedAccess } from "../../domain/packaged-access.ts";
import type { FileType, Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { writeIndexFile } from "../packages/index-file.ts";
import { makePrivateDirectory } from "../private-directory.ts";

/** An entry of a package that is not plainly root's: the rest need not be kept. */
export interface UnusualMember {
  readonly path: Path;
  readonly type: FileType;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
}

/** What archives said of owners and permissions, kept: to read one again takes seconds. */
export interface AccessStore {
  /** By the name of the archive, which holds the version. */
  get(archive: string): readonly UnusualMember[] | undefined;
  set(archive: string, members: readonly UnusualMember[]): void;
  /** Writes down what is known of these archives; others are forgotten. */
  save(archives: Iterable<string>): void;
}

const schema = "handrail/packaged-access@1";
type Kept = readonly [path: Path, type: FileType, mode: number, owner: string, group: string];

/** A store in Handrail's own cache directory; it works without one, and forgets then. */
export function openAccessStore(directory: Path, uid: number): AccessStore {
  const file = `${directory}/packaged-access.json`;
  const known = readKept(file, directory, uid);
  let isChanged = false;
  return {
    get: (archive) => known.get(archive)?.map(memberOf),
    set: (archive, members) => {
      isChanged = true;
      known.set(
        archive,
        members.map(({ path, type, mode, owner, group }) => [path, type, mode, owner, group]),
      );
    },
    save: (archives) => {
      const wanted = new Set(archives);
      if (!isChanged || makePrivateDirectory(directory, uid) === undefined) return;
      const packages = Object.fromEntries([...known].filter(([name]) => wanted.has(name)));
      writeIndexFile(file, Buffer.from(JSON.stringify({ schema, packages })));
    },
  };
}

/** Whether a member is what nearly all are: root's, 0644, directories 0755. */
export function isPlain({ type, mode, owner, group }: Omit<PackagedAccess, "kind">): boolean {
  if (type === "link") return true;
  return owner === "root" && group === "root" && mode === plainMode(type);
}

export function plainMode(type: FileType | undefined): number {
  return type === "directory" ? 0o755 : 0o644;
}

function memberOf([path, type, mode, owner, group]: Kept): UnusualMember {
  return { path, type, mode, owner, group };
}

/** Only a directory that is private to us is believed. */
function readKept(file: Path, directory: Path, uid: number): Map<string, readonly Kept[]> {
  try {
    if (makePrivateDirectory(directory, uid) === undefined) return new Map();
    const data: unknown = JSON.parse(readFileSync(nodePath(file), "utf8"));
    if (typeof data !== "object" || data === null || !("schema" in data)) return new Map();
    if (data.schema !== schema || !("packages" in data)) return new Map();
    return new Map(Object.entries(data.packages as Record<string, readonly Kept[]>));
  } catch {
    return new Map();
  }
}
