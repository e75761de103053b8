import type { Counted } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import type { Deletion } from "./existing.ts";
import type { GitHelp, GitLook } from "./git-look.ts";
import { canBePackaged, hasPassingName, isPassing, isRebuilt, isRotatedLog } from "./places.ts";

/** What is remembered of the lost files of one command. */
const rememberedLosses = 200;

/** Empty files up to this many are nothing lost; more of them could mean something by their names. */
const fewFiles = 10;

interface Root {
  readonly path: Path;
  readonly directory: Path;
  /** Looked up when the first file below could be lost. */
  fate: Fate | undefined;
  files: number;
  bytes: number;
}

/** Who could bring back what lies at a root. */
type Fate = GitHelp | { readonly kind: "packaged" } | { readonly kind: "own" };

/** A directory whose deleted entries share their fate. */
interface Neighbourhood {
  readonly directory: Path;
  readonly isQuiet: boolean;
  /** Set where the directory goes as well. */
  readonly root: Root | undefined;
}

interface Sums {
  readonly files: number;
  readonly bytes: number;
  readonly committed: number;
  readonly roots: readonly Path[];
  readonly counts: readonly number[];
}

/** Counts what a command's deletions lose. Works per directory, since trees have 100,000s of files. */
export class Tally {
  readonly lost: Deletion[] = [];
  private readonly foreseen: Foreseen;
  private readonly facts: Facts;
  private readonly git: GitLook;
  private readonly directories = new Set<Path>();
  private readonly caches = new Set<Path>();
  private readonly roots = new Map<Path, Root>();
  private readonly otherNames = new Map<string, number>();
  private here: Neighbourhood | undefined;
  /** Files counted that have nothing in them. */
  private empty = 0;
  /** Some were counted without a look at their size. */
  private isUnweighed = false;

  constructor(foreseen: Foreseen, facts: Facts, git: GitLook) {
    this.foreseen = foreseen;
    this.facts = facts;
    this.git = git;
  }

  /** Adds deletions; the trees that were only partly counted. */
  add(deletions: readonly Deletion[]): readonly Path[] {
    const partlyCounted: Path[] = [];
    for (const { type, path, before, isPartlyCounted: isPart } of deletions) {
      if (type === "directory") this.directories.add(path);
      else if (path.endsWith("/CACHEDIR.TAG")) this.caches.add(directoryOf(path));
      if (isPart === true || this.isClosed(type, before)) partlyCounted.push(path);
    }
    for (const deletion of deletions) {
      this.count(deletion);
      if (deletion.counted !== undefined) this.addCounted(deletion.path, deletion.counted);
    }
    return partlyCounted;
  }

  /** Whether a directory goes with whatever is in it, which this account cannot see. */
  private isClosed(type: Deletion["type"], before: Deletion["before"]): boolean {
    const { uid } = this.facts.caller.identity;
    if (type !== "directory" || uid === 0 || before === undefined || before.uid === uid)
      return false;
    return (before.mode & 0o005) !== 0o005;
  }

  /** Files of a directory that were only counted: all may be worth something. */
  private addCounted(directory: Path, { files, bytes }: Counted): void {
    if (files === 0 || this.isQuiet(directory)) return;
    const root = this.rootAbove(directory);
    const { kind } = this.fateOf(root);
    if (kind === "packaged" || kind === "ignored") return;
    root.files += files;
    root.bytes += bytes ?? 0;
    if (bytes === undefined) this.isUnweighed = true;
  }

  /** Whether what was not counted of a tree could be anybody's: no cache, no build output, no package's. */
  isOpen(tree: Path): boolean {
    if (this.isQuiet(tree)) return false;
    const { kind } = this.fateOf(this.rootAbove(tree));
    return kind === "own" || kind === "committed";
  }

  /** The sums, with what git keeps taken off; the roots that lose most come first. */
  result(): Sums {
    let files = 0;
    let bytes = 0;
    let committed = 0;
    for (const root of this.roots.values()) {
      const lost = filesLost(root);
      files += lost;
      committed += root.fate?.kind === "committed" ? root.files - lost : 0;
      if (root.fate?.kind === "own") bytes += root.bytes;
    }
    const losing = [...this.roots.values()].filter((root) => filesLost(root) > 0);
    const shown = (losing.length > 0 ? losing : [...this.roots.values()]).sort(
      (first, second) => filesLost(second) - filesLost(first),
    );
    const roots = shown.map(({ path }) => path);
    const isNothing = files === this.empty && files <= fewFiles;
    const lost = isNothing ? 0 : files;
    return {
      files: lost,
      bytes: this.isUnweighed ? 0 : bytes,
      committed,
      roots,
      counts: shown.map(filesLost),
    };
  }

  private count(deletion: Deletion): void {
    const { path, type, before } = deletion;
    const here = this.neighbourhood(directoryOf(path));
    const root = here.root ?? this.root(path, here.directory);
    if (type !== "file" || here.isQuiet) return;
    if (hasPassingName(path) || isRotatedLog(path) || this.hasOtherName(deletion)) return;
    const fate = this.fateOf(root);
    if (fate.kind === "packaged" || fate.kind === "ignored") return;
    root.files += 1;
    if (before?.size === 0) this.empty += 1;
    root.bytes += before?.size ?? 0;
    if (filesLost(root) > 0 && this.lost.length < rememberedLosses) this.lost.push(deletion);
  }

  /** Whether the content stays reachable by another hard link. */
  private hasOtherName({ before }: Deletion): boolean {
    if (before === undefined || before.links < 2) return false;
    const key = `${before.device}:${before.inode}`;
    const gone = (this.otherNames.get(key) ?? 0) + 1;
    this.otherNames.set(key, gone);
    return gone < before.links;
  }

  private neighbourhood(directory: Path): Neighbourhood {
    if (this.here?.directory === directory) return this.here;
    const isDeleted = this.directories.has(directory);
    this.here = {
      directory,
      isQuiet: this.isQuiet(directory),
      root: isDeleted ? this.rootAbove(directory) : undefined,
    };
    return this.here;
  }

  private isQuiet(directory: Path): boolean {
    const member = `${directory}/x`;
    if (isPassing(member, this.foreseen.directory, this.facts) || isRebuilt(directory)) return true;
    if (this.caches.size === 0) return false;
    for (let at = directory; at !== "/"; at = directoryOf(at)) if (this.caches.has(at)) return true;
    return false;
  }

  private rootAbove(directory: Path): Root {
    let top = directory;
    while (top !== "/" && this.directories.has(directoryOf(top))) top = directoryOf(top);
    return this.root(top, directoryOf(top));
  }

  private root(path: Path, directory: Path): Root {
    const known = this.roots.get(path);
    if (known !== undefined) return known;
    const root = { path, directory, fate: undefined, files: 0, bytes: 0 };
    this.roots.set(path, root);
    return root;
  }

  private fateOf(root: Root): Fate {
    if (root.fate !== undefined) return root.fate;
    const { path, directory } = root;
    if (canBePackaged(path) && this.isPackaged(path)) root.fate = { kind: "packaged" };
    else root.fate = this.git.helpFor(path, directory) ?? { kind: "own" };
    return root.fate;
  }

  private isPackaged(path: Path): boolean {
    const { packages } = this.facts;
    return this.directories.has(path)
      ? packages.below(path).files > 0
      : packages.owners(path).length > 0;
  }
}

function filesLost({ fate, files }: Root): number {
  return fate?.kind === "committed" ? Math.min(files, fate.uncommitted) : files;
}

function directoryOf(path: Path): Path {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}
