import type { Program } from "../domain/program.ts";
import { programs } from "../programs/index.ts";

let byName: ReadonlyMap<string, Program> | undefined;

/**
 * The model of a program by any of its names. In the bundles scripts/lazy-programs.ts puts another
 * body here, which loads each model when it is first looked up.
 */
export function findProgram(name: string): Program | undefined {
  byName ??= new Map(programs.flatMap((program) => program.names.map((known) => [known, program])));
  return byName.get(name);
}
