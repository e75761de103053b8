import { readdirSync } from "node:fs";
import type { RebootReason } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import { readText } from "../read-text.ts";

/** Where it is written what waits for a reboot. */
export interface RebootPlaces {
  readonly run: Path;
  readonly boot: Path;
  readonly modules: Path;
  readonly release: Path;
}

const usual: RebootPlaces = {
  run: "/run",
  boot: "/boot",
  modules: "/lib/modules",
  release: "/proc/sys/kernel/osrelease",
};

/** Why the machine should be started anew; undefined where nothing asks for it. */
export function probeReboot(places: RebootPlaces = usual): RebootReason | undefined {
  if (readText(`${places.run}/reboot-required`) !== undefined) {
    const packages = readText(`${places.run}/reboot-required.pkgs`)?.split("\n") ?? [];
    return { kind: "asked", packages: [...new Set(packages.filter((name) => name !== ""))] };
  }
  const running = readText(places.release)?.trim() ?? "";
  const kernels = releasesIn(places.boot, /^vmlinu[xz]-(.+)$/);
  // A container has no kernel of its own, and one that the firmware loads lies nowhere here.
  if (running === "" || kernels.length === 0) return undefined;
  const hasModules = releasesIn(places.modules, /^(\d.*)$/).includes(running);
  if (!kernels.includes(running)) return hasModules ? undefined : { kind: "kernel-gone", running };
  const newest = kernels
    .filter((release) => flavourOf(release) === flavourOf(running))
    .reduce((best, release) => (isNewer(release, best) ? release : best), running);
  return newest === running ? undefined : { kind: "newer-kernel", running, newest };
}

function releasesIn(directory: Path, name: RegExp): readonly string[] {
  try {
    return readdirSync(directory)
      .map((file) => name.exec(file)?.[1])
      .filter((release) => release !== undefined && !/\.(?:old|bak|dpkg-\w+)$/.test(release))
      .filter((release) => release !== undefined);
  } catch {
    return [];
  }
}

/** `cloud-amd64` of `6.1.0-13-cloud-amd64`: kernels of another kind were not meant to replace it. */
function flavourOf(release: string): string {
  return release.replace(/^[\d.]+(?:-\d+(?:\.[\d.]+)?)*[-.]?/, "");
}

/** Releases compared number by number: 6.1.0-9 is older than 6.1.0-13. */
export function isNewer(release: string, other: string): boolean {
  const [one, two] = [release, other].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let at = 0; at < Math.max(one?.length ?? 0, two?.length ?? 0); at += 1) {
    const difference = (one?.[at] ?? 0) - (two?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
