import { resolve } from "node:path/posix";
import type { Facts, PackageTotals, Requirement } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import { canBePackaged } from "./places.ts";
import { guardedAbove, requirementOf } from "./vital-paths.ts";

/** Lookups of single paths for one command; each may cost two reads of the ownership index. */
const maximumLookups = 2000;

/** What of a set of paths belongs to packages, and which of it the machine cannot do without. */
export interface SystemShare {
  /** Files that belong to packages; `at least` where there were too many to look each up. */
  readonly files: number;
  readonly packages: ReadonlySet<string>;
  /** How many packages, where names were not looked up one by one. */
  readonly packageCount: number;
  readonly requiredFiles: number;
  readonly worst?: Requirement & { readonly path: Path };
  /** Topmost paths that belong to the system. */
  readonly roots: readonly Path[];
}

/**
 * What `paths` mean to the system. `trees` are those among them that go with all that is below;
 * what is below a tree is counted by the package database and not looked up path by path.
 */
export function systemShare(
  paths: readonly Path[],
  trees: ReadonlySet<Path>,
  facts: Facts,
): SystemShare {
  const share = new Share(facts);
  const tops = paths.filter((path) => canMatter(path) || guardedAbove(path, facts) !== undefined);
  const roots = tops.filter((path) => !trees.has(parentOf(path)) || parentOf(path) === path);
  for (const root of roots) share.addRoot(root, trees.has(root));
  for (const path of tops) if (share.wantsMore) share.addRequirement(path);
  return share;
}

class Share implements SystemShare {
  readonly packages = new Set<string>();
  readonly roots: Path[] = [];
  files = 0;
  requiredFiles = 0;
  packageCount = 0;
  worst?: Requirement & { readonly path: Path };
  private readonly facts: Facts;
  private lookups = 0;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** Once something critical was found nothing can be worse. */
  get wantsMore(): boolean {
    return this.worst?.severity !== "critical" && this.lookups < maximumLookups;
  }

  addRoot(path: Path, isTree: boolean): void {
    const filesBefore = this.files;
    const requirement = this.addRequirement(path);
    if (isTree) this.addTotals(this.facts.packages.below(path));
    else if (this.lookups < maximumLookups) this.addOwners(path, requirement !== undefined);
    if (this.files > filesBefore || requirement !== undefined) this.roots.push(path);
  }

  addRequirement(path: Path): Requirement | undefined {
    this.lookups += 1;
    const found = requirementOf(path, this.facts);
    if (found === undefined) return undefined;
    const isWorse = this.worst === undefined || found.severity === "critical";
    if (isWorse && this.worst?.severity !== "critical") this.worst = { ...found, path };
    return found;
  }

  private addTotals({ files, packages, requiredFiles }: PackageTotals): void {
    this.files += files;
    this.requiredFiles += requiredFiles;
    this.packageCount = Math.max(this.packageCount, packages);
  }

  private addOwners(path: Path, isRequired: boolean): void {
    this.lookups += 1;
    const owners = this.facts.packages.owners(path);
    for (const owner of owners) this.packages.add(owner);
    this.packageCount = Math.max(this.packageCount, this.packages.size);
    if (owners.length > 0 || isRequired) this.files += 1;
    if (isRequired) this.requiredFiles += 1;
  }
}

/** The absolute path an operand names, links not resolved. */
export function operandPath(operand: { readonly text: string }, directory: Path): Path {
  return resolve(directory, operand.text);
}

/** Whether a path could mean something to the system: what only people own is left out early. */
function canMatter(path: Path): boolean {
  return canBePackaged(path) || path.lastIndexOf("/") === 0 || /^\/(dev|run)\//.test(path);
}

function parentOf(path: Path): Path {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}
