import type { TaskProblem } from "../../domain/task-plan.ts";
import { showName } from "../../domain/text.ts";

/**
 * What is wrong with names that are no names; undefined where nothing is. The package manager would
 * read more into some words: a dash at the end removes, a pattern means all that match.
 */
export function problemWithNames(names: readonly string[]): TaskProblem | undefined {
  const strange = names.find((name) => !isName(name));
  if (strange === undefined) return undefined;
  const lower = strange.toLowerCase();
  return {
    kind: "cannot",
    sentence: `${showName(strange)} cannot be the name of a package: names have small letters, digits and . + - only.`,
    ...(isName(lower) ? { suggestions: [lower] } : {}),
  };
}

function isName(name: string): boolean {
  return /^[a-z0-9][a-z0-9+.-]*(?<!-)(:[a-z0-9][a-z0-9-]*(?<!-))?(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/.test(
    name,
  );
}
