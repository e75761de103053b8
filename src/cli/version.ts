import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What `--version` prints: the version in the package's own manifest. */
export function readVersion(): string {
  const manifest: { readonly version?: unknown } = JSON.parse(
    readFileSync(findManifest(import.meta.dirname), "utf8"),
  );
  return String(manifest.version);
}

/** Sources, compiled tests and bundles lie at different depths below it. */
function findManifest(folder: string): string {
  const file = join(folder, "package.json");
  return existsSync(file) || folder === "/" ? file : findManifest(dirname(folder));
}
