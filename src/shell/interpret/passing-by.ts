import { makeCause } from "./causes.ts";
import type { Shell } from "./shell.ts";

/**
 * Notes that the shell a person types into gets a name by which Handrail is passed by: an alias or a
 * function in the place of its programs, a variable that it goes by. What a program of the line sets
 * for itself ends with it.
 */
export function notePassingBy(
  shell: Shell,
  what: "alias" | "function" | "variable",
  name: string,
): void {
  if (what === "variable" ? !name.startsWith("HANDRAIL_") : !isOwnName(name)) return;
  if (shell.wrappers.length > 0) return;
  const cause = makeCause(shell, shell.state.dialect, shell.command, shell.position);
  const detail = `${what} ${name}`;
  shell.session.environment.emit({ kind: "process", action: "pass-by", detail, cause });
}

function isOwnName(name: string): boolean {
  return name === "guard" || name === "handrail" || name.startsWith("__handrail");
}
