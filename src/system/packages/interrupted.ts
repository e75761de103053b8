import { readdirSync } from "node:fs";
import type { Path } from "../../domain/world.ts";

/** Whether dpkg was cut off while it wrote its database: its journal still holds entries. */
export function isInterrupted(journal: Path = "/var/lib/dpkg/updates"): boolean {
  try {
    return readdirSync(journal).some((name) => /^\d+$/.test(name));
  } catch {
    return false;
  }
}
