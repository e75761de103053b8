import type { Argument } from "../../domain/argument.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import { type OptionsRead, type ReadingRules, readOptions } from "./options.ts";
import { unforeseen } from "./outcome.ts";
import { Report } from "./report.ts";

/** What every GNU program takes besides its own options. */
export const commonOptions: readonly string[] = ["--help", "--version"];

export interface CoreutilRules extends ReadingRules {
  /** Status of a usage error; 1 when left out. */
  readonly usageStatus?: number;
  /** A line of advice that follows a mistake in the options. */
  readonly advise?: (call: Call) => string | undefined;
  /**
   * Keys of options in the table that only newer versions know (`update=`: only with a value): what
   * they do is not modelled.
   */
  readonly newer?: readonly string[];
}

/**
 * Reads the options of a GNU program and runs `act` with them. `--help`, `--version` and mistakes
 * in the options end it before it does anything, whichever comes first.
 */
export function runCoreutil(
  call: Call,
  options: readonly string[],
  act: (read: OptionsRead, report: Report) => void,
  rules: CoreutilRules = {},
): Outcome {
  const report = new Report(call);
  const stopsAtOperand = rules.stopsAtOperand === true || call.environment.has("POSIXLY_CORRECT");
  const read = readOptions(options, call.arguments, { ...rules, stopsAtOperand });
  const stop = firstStop(call, read);
  const newer = read.given.find(
    ({ key, value }) =>
      rules.newer?.includes(key) || (value !== undefined && rules.newer?.includes(`${key}=`)),
  );
  if (newer !== undefined)
    return unforeseen(
      call,
      `what \`${newer.argument.text}\` does to \`${call.name}\` is not modelled`,
      newer.argument,
    );
  if (stop === undefined) act(read, report);
  else if (stop.isHelp) report.printUnknown(`the help text of ${call.name} is not modelled`);
  else
    report.usage(
      describeMistake(options, read, stop.argument),
      rules.usageStatus,
      rules.advise?.(call),
    );
  return report.outcome();
}

function firstStop(
  call: Call,
  read: OptionsRead,
): { isHelp: boolean; argument: Argument } | undefined {
  const help = read.given.find(({ key }) => key === "help" || key === "version")?.argument;
  const [mistake] = read.unrecognized;
  if (help === undefined) return mistake && { isHelp: false, argument: mistake };
  if (mistake === undefined) return { isHelp: true, argument: help };
  return call.arguments.indexOf(help) < call.arguments.indexOf(mistake)
    ? { isHelp: true, argument: help }
    : { isHelp: false, argument: mistake };
}

/** What getopt says: an option is not known, lacks its value, or has one it does not take. */
function describeMistake(
  options: readonly string[],
  read: OptionsRead,
  argument: Argument,
): string {
  const word = argument.text;
  const spellings = options
    .flatMap((entry) => entry.split(" "))
    .map((one) => one.replace(/(?<=^-.+)\[?=.*$/, ""));
  if (!word.startsWith("--")) {
    const isRead = read.given.filter((given) => given.argument === argument).length;
    const letter = word.charAt(1 + isRead);
    const isKnown = spellings.includes(`-${letter}`);
    return isKnown ? `option requires an argument -- '${letter}'` : `invalid option -- '${letter}'`;
  }
  const name = word.replace(/=.*$/s, "");
  const meant = [...new Set(spellings.filter((spelling) => spelling.startsWith(name)))];
  const found = spellings.includes(name) ? [name] : meant;
  if (found.length > 1) {
    const possibilities = found.map((spelling) => ` '${spelling}'`).join("");
    return `option '${word}' is ambiguous; possibilities:${possibilities}`;
  }
  if (found.length === 0) return `unrecognized option '${word}'`;
  return word.includes("=")
    ? `option '${found[0]}' doesn't allow an argument`
    : `option '${found[0]}' requires an argument`;
}

/** Says that an operand is missing and returns true, where there is none. */
export function isMissingOperand(read: OptionsRead, report: Report): boolean {
  if (read.operands.length > 0) return false;
  report.usage("missing operand");
  return true;
}
