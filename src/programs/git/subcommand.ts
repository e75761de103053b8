import type { Outcome } from "../../domain/program.ts";
import { untold } from "../common/outcome.ts";
import type { GitCall } from "./git-call.ts";

/** One of git's commands. */
export interface Subcommand {
  /** Options as data, in the notation of `programs/common/options.ts`. */
  readonly options: readonly string[];
  run(git: GitCall): Outcome;
}

/** Status 0 of a command that is foreseen but for the words it prints. */
export function ended(): Outcome {
  return endedWith(0);
}

/** The same with another status, undefined where that is not known. */
export function endedWith(status: number | undefined): Outcome {
  return untold("what git says of what it does is not modelled", status);
}
