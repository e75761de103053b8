import { makeApkSource } from "./apk-source.ts";
import { makeDpkgSource } from "./dpkg-source.ts";
import type { PackageSource } from "./package-source.ts";
import { makePacmanSource } from "./pacman-source.ts";
import { makeRpmSource } from "./rpm-source.ts";

/**
 * The database of this machine's package manager. Where several are there (Debian can have rpm, and
 * Fedora dpkg, as tools) the first counts that has anything in it; asking rpm costs most, so it is
 * asked last.
 */
export function machineSource(
  sources: readonly PackageSource[] = [
    makeDpkgSource(),
    makePacmanSource(),
    makeApkSource(),
    makeRpmSource(),
  ],
): PackageSource | undefined {
  return sources.find((source) => source.stamp() !== undefined);
}
