import type { Program } from "../domain/program.ts";

/** Looks programs up by any of their names; the table is made at the first look-up. */
export function makeProgramFinder(
  programs: readonly Program[],
): (name: string) => Program | undefined {
  let byName: Map<string, Program> | undefined;
  return (name) => {
    byName ??= new Map(
      programs.flatMap((program) => program.names.map((known) => [known, program])),
    );
    return byName.get(name);
  };
}
