import { type Argument, plainArgument } from "../../domain/argument.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import { type OptionsRead, type ReadingRules, readOptions } from "./options.ts";
import { fail, unforeseen, untold } from "./outcome.ts";

export interface OptionRules extends ReadingRules {
  /** The program changes nothing whatever its options: an option not known costs only the output. */
  readonly isReadOnly?: boolean;
  /** Status of a mistake in its use; 1 when left out. */
  readonly usageStatus?: number;
  /** The program has no option beyond the table: it ends with this status at one. */
  readonly strangerStatus?: number;
  /** The words to read, where they are not all of the call's: those behind a command's name. */
  readonly words?: readonly Argument[];
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
  const words = rules.words ?? call.arguments;
  const read = readOptions(options, words, rules);
  const hidden = read.given.find((given) => given.argument.unknown !== undefined);
  if (hidden?.argument.unknown !== undefined) {
    return unforeseen(call, hidden.argument.unknown, hidden.argument);
  }
  const [stranger] = read.unrecognized;
  if (stranger !== undefined && isLackingValue(words, options, rules)) {
    return fail(call, `option requires an argument: ${stranger.text}`, rules.usageStatus);
  }
  if (stranger !== undefined && rules.strangerStatus !== undefined) {
    return fail(call, `invalid option: ${stranger.text}`, rules.strangerStatus);
  }
  if (stranger !== undefined) {
    const reason = `the option \`${stranger.text}\` of \`${call.name}\` is not known`;
    return rules.isReadOnly === true ? untold(reason) : unforeseen(call, reason, stranger);
  }
  if (read.has("help") || read.has("version")) {
    return untold(`the help text of \`${call.name}\` is not modelled`, 0);
  }
  return act(read);
}

/** Whether the last word is an option of the table whose value is missing. */
function isLackingValue(
  words: readonly Argument[],
  options: readonly string[],
  rules: ReadingRules,
): boolean {
  const withValue = [...words, plainArgument("value")];
  return readOptions(options, withValue, rules).unrecognized.length === 0;
}
