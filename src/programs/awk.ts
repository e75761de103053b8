import { powersOfAwk } from "../domain/awk-program.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, textStream } from "../domain/stream.ts";
import { type Piece, readPieces, redirectToOutput } from "./common/awk-redirect.ts";
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
  skipsEmptyNames: true,
  needsFiles: (read, files) => files.length > 1 || /FILENAME/.test(read.operands[0]?.text ?? ""),
  refuses: refuseAwk,
});

/** The filter; what it prints into files is worked out by having the real one print it here. */
export const awkProgram: Program = {
  ...awkFilter,
  run: (call) => {
    const powers = powersOf(call);
    if (powers === "prints") return awkFilter.run(call);
    const outcome = powers === "writes" ? runWriting(call) : undefined;
    if (outcome !== undefined) return outcome;
    call.unknown(describePowers(call, powers));
    return { ...awkFilter.run(call), status: undefined };
  },
};

/** Undefined where it cannot be told what would be written where. */
function runWriting(call: Call): Outcome | undefined {
  const at = programAt(call);
  const program = call.arguments[at];
  const made = program && redirectToOutput(program.text);
  if (program === undefined || made === undefined) return undefined;
  const words = call.arguments.with(at, { ...program, text: made });
  const { status, output, errors } = awkFilter.run({ ...call, arguments: words });
  if (output.kind !== "text" || status === undefined) return undefined;
  const pieces = readPieces(output.text);
  const given = call.arguments.slice(at + 1).map(({ text }) => text);
  // It would read what it writes.
  if (pieces.some(({ file }) => given.includes(file))) return undefined;
  const printed = writePieces(call, pieces);
  const told = errors === undefined ? {} : { errors };
  return printed === undefined
    ? { status: 2, output: emptyStream }
    : { status, output: textStream(printed), ...told };
}

/** Writes what goes into files and gives what goes to standard output; undefined where awk stops. */
function writePieces(call: Call, pieces: readonly Piece[]): string | undefined {
  const printed: string[] = [];
  const opened = new Set<string>();
  for (const { file, isAppended, text } of pieces) {
    if (file === "-" || file === "/dev/stdout") printed.push(text);
    else if (file !== "/dev/stderr") {
      const how = isAppended || opened.has(file) ? "append" : "truncate";
      opened.add(file);
      if (call.files.write(file, { kind: "text", text }, { how }) !== undefined) return undefined;
    }
  }
  return printed.join("");
}

function isAssignment(text: string): boolean {
  return /^[A-Za-z_]\w*=/.test(text);
}

type Powers = "prints" | "writes" | "reaches" | "hidden";

/** Where the program's text stands; options other than -F and -v are not looked into. */
function programAt({ arguments: words }: Call): number {
  let at = 0;
  while (/^-[Fv]/.test(words[at]?.text ?? "")) at += words[at]?.text.length === 2 ? 2 : 1;
  return words[at]?.text === "--" ? at + 1 : at;
}

/** Whether the text could write, read or start something else, as far as a look at it can tell. */
function powersOf(call: Call): Powers {
  const words = call.arguments.map((word) => word.text);
  if (
    words.some((word) =>
      /^-[fEiIlDdop]|^--(file|exec|include|load|debug|dump|pretty|profile)/.test(word),
    )
  ) {
    return "hidden";
  }
  const powers = powersOfAwk(words[programAt(call)] ?? "");
  // What cannot be taken apart is no awk at all, or may be anything.
  if (powers === undefined) return words.some((word) => /[>|@]/.test(word)) ? "reaches" : "prints";
  return powers.reaches ? "reaches" : powers.writes ? "writes" : "prints";
}

function describePowers({ name }: Call, powers: Powers): string {
  return powers === "hidden"
    ? `what the program of \`${name}\` does is not modelled`
    : `what the program of \`${name}\` writes or starts is not modelled`;
}

function refuseAwk(call: Call, read: OptionsRead): string | undefined {
  const operands = read.operands.slice(1).map((word) => word.text);
  if (operands.some(isAssignment)) return "assignments among its files are not modelled";
  const powers = powersOf(call);
  return powers === "prints" ? undefined : describePowers(call, powers);
}
