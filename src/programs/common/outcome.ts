import type { Argument } from "../../domain/argument.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import { emptyStream, type Stream, textStream, unknownStream } from "../../domain/stream.ts";
import type { Computed } from "../../domain/world.ts";

/** Status 0. */
export function succeed(output: Stream = emptyStream): Outcome {
  return { status: 0, output };
}

/** A program that complains on standard error, as `rm: cannot remove …`. */
export function fail(call: Call, message: string, status = 1): Outcome {
  return { status, output: emptyStream, errors: textStream(`${call.name}: ${message}\n`) };
}

/** The end of a command whose doings cannot be foreseen; the reason is listed in the review. */
export function unforeseen(call: Call, reason: string, argument?: Argument): Outcome {
  call.unknown(reason, argument);
  return { status: undefined, output: unknownStream(reason) };
}

/**
 * A command that changes nothing, but whose output or status cannot be told: no unknown of the
 * review by itself, only for whoever uses the output or the status.
 */
export function untold(reason: string, status?: number): Outcome {
  return { status, output: unknownStream(reason), errors: unknownStream(reason) };
}

/** What a real program said on standard error while it was asked: its own words are not known. */
export function complaintOf({ hasErrors }: Pick<Computed, "hasErrors">): {
  readonly errors?: Stream;
} {
  if (hasErrors !== true) return {};
  return { errors: unknownStream("its complaint is worded by the program itself") };
}
