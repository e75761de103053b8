import type { Call, Outcome } from "../../domain/program.ts";
import { type OptionsRead, type ReadingRules, readOptions } from "./options.ts";
import { unforeseen, untold } from "./outcome.ts";

export interface OptionRules extends ReadingRules {
  /** The program changes nothing whatever its options: an option not known costs only the output. */
  readonly isReadOnly?: boolean;
}

/**
 * Reads the call's options and goes on with them. An option that the table does not have makes the
 * whole command unknown; `--help` and `--version` print something and do nothing.
 */
export function withOptions(
  call: Call,
  options: readonly string[],
  act: (read: OptionsRead) => Outcome,
  rules: OptionRules = {},
): Outcome {
  const read = readOptions(options, call.arguments, rules);
  const hidden = read.given.find((given) => given.argument.unknown !== undefined);
  if (hidden?.argument.unknown !== undefined) {
    return unforeseen(call, hidden.argument.unknown, hidden.argument);
  }
  const [stranger] = read.unrecognized;
  if (stranger !== undefined) {
    const reason = `the option \`${stranger.text}\` of \`${call.name}\` is not known`;
    return rules.isReadOnly === true ? untold(reason) : unforeseen(call, reason, stranger);
  }
  if (read.has("help") || read.has("version")) {
    return untold(`the help text of \`${call.name}\` is not modelled`, 0);
  }
  return act(read);
}
