import { ExpansionFailure } from "../state.ts";
import type { Run } from "./segments.ts";

/** Stops the rest of the line, as bash does when an expansion is wrong. */
export function fail(run: Run, message: string): never {
  throw new ExpansionFailure(message, run.span, false);
}

/** Stops the shell, as `${x:?}` and `set -u` do. */
export function failShell(run: Run, message: string): never {
  throw new ExpansionFailure(message, run.span, true);
}
