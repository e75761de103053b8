import type { Call, Program } from "../domain/program.ts";
import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

/** One that can only print is really run, any other is not foreseen. */
const awkFilter = defineFilter({
  names: ["awk", "gawk", "mawk", "nawk", "original-awk"],
  options: [
    "-F --field-separator=FS",
    "-v --assign=VAR",
    "-f --file=FILE",
    "-b --characters-as-bytes",
    "-c --traditional",
    "-C --copyright",
    "-d --dump-variables[=FILE]",
    "-D --debug[=FILE]",
    "-e --source=TEXT",
    "-E --exec=FILE",
    "-g --gen-pot",
    "-h --help",
    "-i --include=FILE",
    "-I --trace",
    "-k --csv",
    "-l --load=LIBRARY",
    "-L --lint[=HOW]",
    "-M --bignum",
    "-n --non-decimal-data",
    "-N --use-lc-numeric",
    "-o --pretty-print[=FILE]",
    "-O --optimize",
    "-p --profile[=FILE]",
    "-P --posix",
    "-r --re-interval",
    "-s --no-optimize",
    "-S --sandbox",
    "-t --lint-old",
    "-V --version",
    "-W OPTION",
  ],
  stopsAtOperand: true,
  isStatusFromData: true,
  countLeading: (read) =>
    1 + read.operands.slice(1).filter((word) => isAssignment(word.text)).length,
  needsFiles: (read, files) => files.length > 1 || /FILENAME/.test(read.operands[0]?.text ?? ""),
  refuses: refuseAwk,
});

/** The filter, and a visible unknown for programs that may do more than print. */
export const awkProgram: Program = {
  ...awkFilter,
  run: (call) => {
    const reason = writesOrRuns(call);
    if (reason === undefined) return awkFilter.run(call);
    call.unknown(reason);
    return { ...awkFilter.run(call), status: undefined };
  },
};

function isAssignment(text: string): boolean {
  return /^[A-Za-z_]\w*=/.test(text);
}

/** Whether the text could write, read or start something else, as far as a look at it can tell. */
function writesOrRuns(call: Call): string | undefined {
  const words = call.arguments.map((word) => word.text);
  if (
    words.some((word) =>
      /^-[fEiIlDdop]|^--(file|exec|include|load|debug|dump|pretty|profile)/.test(word),
    )
  ) {
    return `what the program of \`${call.name}\` does is not modelled`;
  }
  const isHarmful = words.some((word) => {
    const text = word.replaceAll("||", "").replaceAll(">=", "");
    return /\b(system|getline)\b|@/.test(text) || /print[\s\S]*[>|]/.test(text);
  });
  return isHarmful
    ? `what the program of \`${call.name}\` writes or starts is not modelled`
    : undefined;
}

function refuseAwk(call: Call, read: OptionsRead): string | undefined {
  const operands = read.operands.slice(1).map((word) => word.text);
  if (operands.some(isAssignment)) return "assignments among its files are not modelled";
  return writesOrRuns(call);
}
