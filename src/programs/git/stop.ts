import type { Argument } from "../../domain/argument.ts";

/**
 * Ends a git command from wherever it is found out that it goes no further: caught in
 * `programs/git.ts` alone, so that the many questions in between need not pass it on.
 */
export class GitStop extends Error {
  /** How git itself would end; undefined where that cannot be known. */
  readonly status: number | undefined;
  /** Why it cannot be foreseen; absent for an error of git's own. */
  readonly reason: string | undefined;
  readonly argument: Argument | undefined;

  constructor(message: string, status: number | undefined, reason?: string, argument?: Argument) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.argument = argument;
  }
}

/** Git ends with an error of its own and changes nothing further. */
export function refuse(message: string, status = 128): never {
  throw new GitStop(message, status);
}

/** What the command would do cannot be known. */
export function cannotTell(reason: string, argument?: Argument): never {
  throw new GitStop(reason, undefined, reason, argument);
}
