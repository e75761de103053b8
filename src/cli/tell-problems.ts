import type { Session } from "./session.ts";
import { printLines } from "./terminal.ts";

/** Says what of the settings is not used: whoever set it counts on it. */
export function tellProblems({ configuration }: Pick<Session, "configuration">): void {
  if (configuration.problems.length === 0) return;
  printLines(
    2,
    configuration.problems.map((problem) => `guard: ${problem}`),
  );
}
