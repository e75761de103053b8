import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The repository's folder, for tests run from test/ as well as compiled ones in build/test/. Known
 * by its lock file: the compiler copies package.json into build/.
 */
export const repository: string = findRepository(import.meta.dirname);

function findRepository(folder: string): string {
  if (existsSync(join(folder, "package-lock.json"))) return folder;
  return findRepository(dirname(folder));
}
