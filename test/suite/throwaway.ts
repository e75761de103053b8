import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder that others may look into, removed by `remove`. */
export interface Throwaway {
  readonly path: string;
  remove(): void;
}

export function makeThrowaway(name: string): Throwaway {
  const path = mkdtempSync(join(tmpdir(), `handrail-${name}-`));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
