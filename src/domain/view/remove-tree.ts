import type { Cause, Effect } from "../effect.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import {
  type Binding,
  findExisting,
  findPlace,
  recordAt,
  refusalToChangeDirectory,
  refusalToRemove,
  sayHidden,
} from "./binding.ts";
import { removeDirectory, unlink } from "./names.ts";
import type { FileNode } from "./node.ts";
import { mayUse } from "./permissions.ts";
import { countedIn, type ScannedDirectory, TreeScan } from "./scan-tree.ts";
import type { Place } from "./tree.ts";

export interface Stayed {
  readonly path: Path;
  readonly error: ErrorCode;
}

/** See `Files.removeTree`. */
export function removeTree(
  binding: Binding,
  path: Path,
  options: { readonly isOneFileSystem?: boolean },
): readonly Stayed[] {
  const place = findExisting(binding, path, "keep");
  if (isError(place)) return [{ path, error: place }];
  if (place.node.type !== "directory") {
    const error = unlink(binding, path);
    return error === undefined ? [] : [{ path, error }];
  }
  // Thousands of directories, none of which can go.
  if (binding.tree.isMadeUp(place.path)) return [{ path, error: "EPERM" }];
  const scan = new TreeScan(binding, place.node, place.path, options.isOneFileSystem === true);
  // Behind a link with a slash the directory is emptied, but rmdir(2) fails on the link.
  const named = findPlace(binding, path, "name");
  const canGo =
    (isError(named) || named.node?.type !== "link") &&
    refusalToRemove(binding, place) === undefined &&
    scan.run();
  if (!canGo) return removeOneByOne(binding, path, place, options);
  recordWhole(binding, place, scan);
  return [];
}

/** The whole tree goes: one mark in its parent is enough, its members are only recorded. */
function recordWhole(
  binding: Binding,
  place: Place & { readonly node: FileNode },
  scan: TreeScan,
): void {
  recordBelow(binding, scan.top);
  const partly = scan.isComplete ? {} : { isPartlyCounted: true };
  recordAt(binding, place.path, { ...deletionOf(scan.top, binding.cause), ...partly });
  place.parent.children.set(place.name, null);
  if (!scan.isComplete || scan.isOnlyCounted) binding.tree.isPartlyCounted = true;
}

/** In the order in which rm takes them away: a directory after all that is in it. */
function recordBelow(binding: Binding, { entries, directories }: ScannedDirectory): void {
  const { cause } = binding;
  for (const { path, type, before } of entries) {
    const known = before === undefined ? {} : { before };
    binding.record({ kind: "delete", path, type, ...known, cause });
  }
  for (const directory of directories) {
    recordBelow(binding, directory);
    binding.record(deletionOf(directory, cause));
  }
}

function deletionOf(directory: ScannedDirectory, cause: Cause): Effect {
  const { path, before } = directory;
  return { kind: "delete", path, type: "directory", before, ...countedIn(directory), cause };
}

/** Some of it stays: entry by entry, as rm goes. */
function removeOneByOne(
  binding: Binding,
  path: Path,
  { node, path: place }: Place & { readonly node: FileNode },
  options: { readonly isOneFileSystem?: boolean },
): readonly Stayed[] {
  const entries = mayUse(node, binding.identity, 4) ? binding.tree.entries(node) : "EACCES";
  if (isError(entries)) return removeUnreadable(binding, path, node, entries);
  // Most of a system is closed to a user: there every file stays, without a look at each.
  const refusal = refusalToChangeDirectory(binding, node, place);
  const stayed: Stayed[] = [];
  for (const entry of entries) {
    const child = path.endsWith("/") ? path + entry.name : `${path}/${entry.name}`;
    if (entry.type === "directory") {
      const found = findExisting(binding, child, "keep");
      if (isError(found)) stayed.push({ path: child, error: found });
      else if (options.isOneFileSystem === true && found.node.device !== node.device) {
        stayed.push({ path: child, error: "EXDEV" });
      } else for (const left of removeTree(binding, child, options)) stayed.push(left);
    } else {
      const error = refusal ?? unlink(binding, child);
      if (error !== undefined) stayed.push({ path: child, error });
    }
  }
  if (stayed.length > 0) return stayed;
  const error = removeDirectory(binding, path);
  return error === undefined ? [] : [{ path, error }];
}

/** What is closed cannot be emptied; only what is empty, or was made by the line, can go. */
function removeUnreadable(
  binding: Binding,
  path: Path,
  node: FileNode,
  error: ErrorCode,
): readonly Stayed[] {
  if (isError(binding.tree.entries(node))) {
    // Two links: no directory in it, but perhaps files.
    if (node.links <= 2) sayHidden(binding, path);
    return [{ path, error }];
  }
  const result = removeDirectory(binding, path);
  if (result === undefined) return [];
  return [{ path, error: result === "ENOTEMPTY" ? error : result }];
}
