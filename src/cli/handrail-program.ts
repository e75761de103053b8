import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The launcher of the package that this source or bundle belongs to. */
export function handrailProgram(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const program = join(folder, "bin/handrail");
    if (existsSync(program) || folder === dirname(folder)) return program;
  }
}
