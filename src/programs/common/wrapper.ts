import type { Argument } from "../../domain/argument.ts";
import type { Call, CallChanges, Outcome, Program } from "../../domain/program.ts";
import type { OptionsRead } from "./options.ts";
import { fail, unforeseen, untold } from "./outcome.ts";
import { withOptions } from "./with-options.ts";

/** A program that runs another command with little changed: `nice`, `setsid`, `timeout`. */
export interface Wrapper {
  readonly names: readonly string[];
  readonly options: readonly string[];
  /** Words between the options and the command: timeout's duration. None by default. */
  readonly countLeading?: (read: OptionsRead) => number;
  /** Without a command it only prints, and ends with 0; else that is a mistake. */
  readonly mayLackCommand?: boolean;
  /** Status of a mistake in its own use. */
  readonly usageStatus: number;
  /** Why what these options ask for cannot be foreseen. */
  readonly refuses?: (read: OptionsRead) => string | undefined;
  /** Options that act on running processes or print, and run no command. */
  readonly isIdle?: (read: OptionsRead) => boolean;
  /** Makes of the command's end its own. */
  readonly finish?: (outcome: Outcome, read: OptionsRead, call: Call) => Outcome;
}

/** The model of such a program. */
export function defineWrapper(wrapper: Wrapper): Program {
  return {
    names: wrapper.names,
    options: wrapper.options,
    acceptsUnknown: true,
    run: (call) =>
      withOptions(call, wrapper.options, (read) => runWrapper(call, wrapper, read), {
        stopsAtOperand: true,
        usageStatus: wrapper.usageStatus,
      }),
  };
}

function runWrapper(call: Call, wrapper: Wrapper, read: OptionsRead): Outcome {
  const refusal = wrapper.refuses?.(read);
  if (refusal !== undefined) return unforeseen(call, refusal);
  if (wrapper.isIdle?.(read) === true) return untold("it tells of running processes", 0);
  const command = read.operands.slice(wrapper.countLeading?.(read) ?? 0);
  if (command.length === 0) {
    return wrapper.mayLackCommand === true
      ? untold("it tells of its own process", 0)
      : fail(call, "missing operand", wrapper.usageStatus);
  }
  const outcome = runInner(call, command);
  return wrapper.finish?.(outcome, read, call) ?? outcome;
}

/** Runs the wrapped command, which learns by which wrapper it was reached. */
export function runInner(
  call: Call,
  command: readonly Argument[],
  changes: CallChanges = {},
): Outcome {
  return call.runCommand(command, { wrapper: call.name, ...changes });
}
