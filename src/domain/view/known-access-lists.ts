import type { AccessLists } from "../access-list.ts";
import type { Path, World } from "../world.ts";

/** Access lists read from the disk, each tree and each path once. */
export class KnownAccessLists {
  private readonly world: World;
  private readonly found = new Map<Path, AccessLists | undefined>();
  /** Trees of which everything without an entry in `found` has no more than a mode. */
  private readonly trees: Path[] = [];
  /** Paths that were asked for and could not be read. */
  private readonly closed = new Set<Path>();

  constructor(world: World) {
    this.world = world;
  }

  /** Reads a whole tree at once. */
  readTree(root: Path): void {
    if (this.isCovered(root) || this.closed.has(root)) return;
    const lists = this.world.accessLists?.(root, true);
    if (lists === undefined) {
      this.closed.add(root);
      return;
    }
    for (const [path, one] of lists) this.found.set(path, one);
    this.trees.push(root);
  }

  /** The lists of a path beyond its mode; `none` without, undefined where they cannot be read. */
  of(path: Path): AccessLists | "none" | undefined {
    const known = this.found.get(path);
    if (known !== undefined) return known;
    if (this.found.has(path) || this.isCovered(path)) return "none";
    if (this.closed.has(path)) return undefined;
    if (this.world.accessLists === undefined) return "none";
    const lists = this.world.accessLists(path, false);
    if (lists === undefined) {
      this.closed.add(path);
      return undefined;
    }
    const own = lists.get(path);
    this.found.set(path, own);
    return own ?? "none";
  }

  private isCovered(path: Path): boolean {
    return this.trees.some(
      (tree) => path === tree || path.startsWith(tree === "/" ? "/" : `${tree}/`),
    );
  }
}
