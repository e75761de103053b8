import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As much of package-lock.json as is read here. */
interface Lock {
  readonly packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

/**
 * A copy of a registry may lack packages for other platforms. npm then leaves them out of the lock
 * but not out of what needs them, and `npm ci` refuses its own work. Without the mention the lock
 * says the same and is accepted; none of them can be installed on Linux with glibc.
 */
export function tidyLock(text: string): string {
  const lock = JSON.parse(text) as Lock;
  for (const [place, each] of Object.entries(lock.packages)) {
    if (place !== "" && each.optionalDependencies !== undefined) {
      each.optionalDependencies = withoutUnlocked(lock, place, each.optionalDependencies);
      if (Object.keys(each.optionalDependencies).length === 0) delete each.optionalDependencies;
    }
  }
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function withoutUnlocked(lock: Lock, place: string, wanted: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(wanted).filter(([name]) =>
      [`${place}/node_modules/${name}`, `node_modules/${name}`].some((key) =>
        Object.hasOwn(lock.packages, key),
      ),
    ),
  );
}

if (import.meta.main) {
  const path = join(import.meta.dirname, "../package-lock.json");
  writeFileSync(path, tidyLock(readFileSync(path, "utf8")));
}
