import { encodeBytes } from "../../domain/bytes.ts";
import type { PackageFacts, PackageTotals, Requirement } from "../../domain/facts.ts";
import type { PackageChange, PackageSimulation } from "../../domain/packages.ts";
import type { Path } from "../../domain/world.ts";
import { canonicalPath, realPath } from "../canonical-path.ts";
import { makeDpkgSource } from "./dpkg-source.ts";
import { areaOf } from "./file-areas.ts";
import type { IndexEntry } from "./index-reader.ts";
import { machineSource } from "./machine-source.ts";
import { type IndexPlace, makePackageIndex, type PackageIndex } from "./package-index.ts";
import { makeNeeds } from "./package-need.ts";
import { makeRelations } from "./package-relations.ts";
import { requirementOf } from "./requirement.ts";

const nothing: PackageTotals = { files: 0, packages: 0, requiredFiles: 0 };

/** Asks the package manager for its plan; who makes the facts brings it along. */
export type Simulate = NonNullable<PackageFacts["simulate"]>;

/** Who owns what on this machine. */
export function makePackageFacts(place: IndexPlace, simulate?: Simulate): PackageFacts {
  const found = machineSource();
  const source = found ?? makeDpkgSource();
  const index = makePackageIndex(source, place);
  const needOf = makeNeeds(source, index);
  return packageFactsFrom(index, {
    needOf,
    ...(found === undefined ? {} : { manager: found.manager, ...makeRelations(found) }),
    ...(simulate === undefined
      ? {}
      : { simulate: (request) => withNeeds(simulate(request), needOf) }),
  });
}

/** The manager's plan, with what the machine needs of the packages that would go. */
function withNeeds(
  simulation: PackageSimulation,
  needOf: NonNullable<PackageFacts["needOf"]>,
): PackageSimulation {
  if (simulation.kind === "failure") return simulation;
  const isLeaving = ({ after }: PackageChange) => after === undefined;
  const leaving = simulation.changes.filter(isLeaving).map(({ name }) => name);
  const changes = simulation.changes.map((change) => {
    const need = isLeaving(change) ? needOf(change.name, leaving) : undefined;
    return need === undefined ? change : { ...change, neededFor: need.purpose };
  });
  return { ...simulation, changes };
}

/** The same from any index. Nothing is read before something is asked. */
export function packageFactsFrom(
  index: PackageIndex,
  more: Pick<PackageFacts, "needOf" | "simulate" | "manager" | "isInstalled" | "dependents"> = {},
): PackageFacts {
  const find = (path: Path) => findIn(index, path);
  return {
    ...more,
    get isKnown() {
      return index.isKnown;
    },
    owners: (path) => find(path)?.owners ?? [],
    below: (path) => totalsOf(find(path), index, path),
    requirement: (path) => {
      const canonical = canonicalPath(path);
      return requirementOf(canonical, find(path)) ?? requirementOfTarget(index, canonical);
    },
  };
}

function findIn(index: PackageIndex, path: Path): IndexEntry | undefined {
  const canonical = canonicalPath(path);
  const found = index.find(byteText(canonical));
  if (found !== undefined || canonical === path) return found;
  // A directory may have been moved behind a link after the index was made.
  return index.find(byteText(path));
}

/** Links that no package owns, as those to the alternatives, are needed as what they lead to. */
function requirementOfTarget(index: PackageIndex, path: Path): Requirement | undefined {
  if (areaOf(path) !== "programs" && !path.startsWith("/etc/alternatives/")) return undefined;
  const target = realPath(path);
  if (target === undefined || target === path) return undefined;
  const found = requirementOf(target, index.find(byteText(target)));
  // Something else could still do what one alternative does.
  return found && { ...found, severity: "danger" };
}

/** A link to a directory stands for all that is reached through it, as /lib does. */
function totalsOf(entry: IndexEntry | undefined, index: PackageIndex, path: Path): PackageTotals {
  if (entry?.below !== undefined) return publicTotals(entry.below);
  const target = realPath(path);
  const below = target === undefined ? undefined : index.find(byteText(target))?.below;
  if (below !== undefined) return publicTotals(below);
  if (entry === undefined || entry.owners.length === 0) return nothing;
  return { files: 1, packages: entry.owners.length, requiredFiles: entry.need > 0 ? 1 : 0 };
}

function publicTotals({ files, packages, requiredFiles }: PackageTotals): PackageTotals {
  return { files, packages, requiredFiles };
}

/** One character a byte, as the index has it. */
function byteText(path: Path): string {
  return /^[\0-\x7f]*$/.test(path) ? path : Buffer.from(encodeBytes(path)).toString("latin1");
}
