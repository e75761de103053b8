import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json, for tests run from test/ as well as compiled ones in build/test/. */
export const repository: string = findRepository(import.meta.dirname);

function findRepository(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  return findRepository(dirname(folder));
}
