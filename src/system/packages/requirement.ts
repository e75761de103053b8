import type { PackageTotals, Requirement } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import { purposeOf } from "./critical-packages.ts";
import { areaOf } from "./file-areas.ts";
import { needs } from "./index-layout.ts";
import type { IndexEntry, IndexTotals } from "./index-reader.ts";
import { knownRequirement } from "./known-places.ts";

/** Why the machine needs a path, from what is known everywhere and what the package index holds. */
export function requirementOf(path: Path, entry: IndexEntry | undefined): Requirement | undefined {
  const known = knownRequirement(path);
  if (known?.severity === "critical") return known;
  const stored = entry === undefined ? undefined : storedRequirement(path, entry);
  return stored?.severity === "critical" ? stored : (known ?? stored);
}

function storedRequirement(path: Path, entry: IndexEntry): Requirement | undefined {
  return entry.below === undefined
    ? fileRequirement(path, entry)
    : directoryRequirement(path, entry.below, entry.owners);
}

function fileRequirement(path: Path, { owners, need }: IndexEntry): Requirement | undefined {
  const [owner] = owners;
  if (owner === undefined) return undefined;
  if (need === needs.critical)
    return { severity: "critical", purpose: purposeOf(owner), package: owner };
  if (need === needs.required)
    return { severity: "danger", purpose: purposeOf(owner), package: owner };
  const isProgram = areaOf(parentOf(path)) === "programs";
  return isProgram
    ? { severity: "danger", purpose: `by the package ${owner}`, package: owner }
    : undefined;
}

function directoryRequirement(
  path: Path,
  below: IndexTotals,
  owners: readonly string[],
): Requirement | undefined {
  if (below.criticalFiles > 0) return { severity: "critical", purpose: "by every program" };
  if (below.requiredFiles > 0) return { severity: "danger", purpose: "by the base system" };
  if (below.files === 0 || areaOf(path) !== "programs") return undefined;
  return { severity: "danger", purpose: describeUsers(below, owners) };
}

function describeUsers({ packages }: PackageTotals, owners: readonly string[]): string {
  const [owner] = owners;
  return packages === 1 && owner !== undefined
    ? `by the package ${owner}`
    : `by ${packages} ${packages === 1 ? "package" : "packages"}`;
}

function parentOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
