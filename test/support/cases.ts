import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast, type Severity, severities } from "../../src/domain/finding.ts";
import { guards } from "../../src/guards/index.ts";
import type { FixtureUser } from "./fixture-facts.ts";
import { fixtureMachine, foreseeThere } from "./fixture-machine.ts";
import { repository } from "./repository.ts";

/** What a guard says of a line on the machine of the decisions. */
export interface Said {
  readonly guard: string;
  readonly severity: Severity;
}

/** The fields of each row of a list in test/cases. */
export function readCases(name: string): readonly (readonly string[])[] {
  return readFileSync(join(repository, "test/cases", name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))
    .map((line) => line.split("\t"));
}

/** All that is said of a line, at caution or above. */
export function seriousFindings(line: string, as: FixtureUser): readonly Said[] {
  const foreseen = foreseeThere(line, as);
  const { facts } = fixtureMachine(as);
  return guards
    .flatMap((guard) =>
      guard.judge(foreseen, facts).map(({ severity }) => ({ guard: guard.id, severity })),
    )
    .filter(({ severity }) => isAtLeast(severity, "caution"));
}

/** The severest of them, undefined where nothing is said. */
export function worstOf(found: readonly Said[]): Severity | undefined {
  return severities.findLast((severity) => found.some((one) => one.severity === severity));
}
