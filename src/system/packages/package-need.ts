import type { PackageNeed } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import { lazily } from "../lazily.ts";
import { readText } from "../read-text.ts";
import { isCriticalPackage, needByName, purposeOf } from "./critical-packages.ts";
import type { PackageIndex } from "./package-index.ts";
import type { PackageSource } from "./package-source.ts";

/** Files of one package that are looked up before it counts as not needed. */
const maximumLookups = 200;

/**
 * Why the machine needs a package by name. What its working files are needed for is in the
 * ownership index already; packages without such files are needed where the database says so.
 */
export function makeNeeds(
  source: PackageSource,
  index: PackageIndex,
): (name: string, leaving: readonly string[]) => PackageNeed | undefined {
  const records = lazily(() => new Map(source.packages().map((record) => [record.name, record])));
  return (name, leaving) => {
    const plain = name.replace(/:.*/, "");
    const record = records().get(plain);
    if (record === undefined) return needByName(name);
    if (name !== plain) return undefined;
    if (plain.startsWith("linux-image-")) return needOfKernel(plain, leaving, records().keys());
    if (isCriticalPackage(plain)) return { severity: "critical", purpose: purposeOf(plain) };
    const isNeeded = record.isEssential || hasNeededFile(plain, index, source);
    return isNeeded ? { severity: "danger", purpose: purposeOf(plain) } : undefined;
  };
}

/** Old kernels may go: the one that runs and the last one are needed. */
function needOfKernel(
  name: string,
  leaving: readonly string[],
  installed: Iterable<string>,
): PackageNeed | undefined {
  const isImage = (one: string) => /^linux-image-(unsigned-)?\d/.test(one);
  if (!isImage(name)) return undefined;
  const release = readText("/proc/sys/kernel/osrelease")?.trim() ?? "";
  if (name.replace(/^linux-image-(unsigned-)?/, "") === release) {
    return { severity: "danger", purpose: "by the kernel that runs now" };
  }
  const isLast = ![...installed].some((one) => isImage(one) && !leaving.includes(one));
  return isLast ? { severity: "danger", purpose: "to start the machine" } : undefined;
}

function hasNeededFile(name: string, index: PackageIndex, source: PackageSource): boolean {
  const files = source
    .filesOf(name)
    .filter((path) => /^\/(?:usr\/)?(?:s?bin|lib\w*)\/|^\/boot\//.test(path));
  return files
    .slice(0, maximumLookups)
    .some((path) => (index.find(throughMergedDirectories(path))?.need ?? 0) > 0);
}

/** The index has canonical paths: where /bin is a link to /usr/bin, that is how it is listed. */
function throughMergedDirectories(path: Path): Path {
  return path.replace(/^\/(s?bin|lib\w*)\//, (part) => `/usr${part}`);
}
