import { powersOfAwk } from "../../domain/awk-program.ts";
import { isPerlFilter } from "../../domain/perl-filter.ts";
import { type ArgumentRule, allow } from "./accepted-arguments.ts";

/** Without -o, --compress-program and -T; what must spill to a temporary file fails visibly. */
export const sortRule: ArgumentRule = allow({
  flags: "bdfghiMnrVcCmsuz",
  valued: "ktS",
  long: [
    "--ignore-leading-blanks",
    "--dictionary-order",
    "--ignore-case",
    "--general-numeric-sort",
    "--human-numeric-sort",
    "--ignore-nonprinting",
    "--month-sort",
    "--numeric-sort",
    "--reverse",
    "--version-sort",
    "--check[=]",
    "--key=",
    "--merge",
    "--stable",
    "--field-separator=",
    "--unique",
    "--zero-terminated",
    "--parallel=",
    "--buffer-size=",
  ],
});

/** A second operand is a file to write. */
export const uniqRule: ArgumentRule = allow(
  {
    flags: "cdDiuz0123456789",
    valued: "fsw",
    long: [
      "--count",
      "--repeated",
      "--all-repeated[=]",
      "--skip-fields=",
      "--ignore-case",
      "--skip-chars=",
      "--unique",
      "--zero-terminated",
      "--check-chars=",
      "--group[=]",
    ],
  },
  ({ operands }) => operands.length <= 1,
);

/** Without --paginate, which starts pr. */
export const diffRule: ArgumentRule = allow({
  flags: "qscuenyabwBiEZtTrN0123456789pd",
  valued: "CUWIxFX",
  long: [
    "--brief",
    "--report-identical-files",
    "--unified[=]",
    "--recursive",
    "--new-file",
    "--exclude=",
    "--ignore-all-space",
    "--ignore-case",
    "--text",
    "--strip-trailing-cr",
    "--no-dereference",
    "--color[=]",
  ],
});

const sedOptions = allow({
  flags: "nErsuz",
  valued: "efl",
  long: [
    "--quiet",
    "--silent",
    "--expression=",
    "--file=",
    "--regexp-extended",
    "--null-data",
    "--posix",
    "--separate",
    "--unbuffered",
    "--line-length=",
    "--zero-terminated",
    "--sandbox",
  ],
});

/** GNU sed refuses to write, read and start anything under --sandbox; -i it would still do. */
export const sedRule: ArgumentRule = (args) =>
  sedOptions(args) === undefined ? undefined : ["--sandbox", ...args];

/** find does not abbreviate its words; these are all that start, delete or write. */
export const findRule: ArgumentRule = (args) =>
  args.some((word) => /^-(?:exec|ok|delete|fprint|fls)/.test(word)) ? undefined : args;

/**
 * awk can write, start and read anything, and mawk has no sandbox. So only programs whose text
 * holds nothing to do that with, and nothing that answers otherwise in our clean environment or at
 * another time.
 */
export const awkRule: ArgumentRule = (args) => {
  const program = args[awkProgramAt(args)];
  if (program === undefined || program.startsWith("-")) return undefined;
  const powers = powersOfAwk(program);
  if (powers === undefined || powers.writes || powers.reaches) return undefined;
  return unsteadyWords.some((word) => powers.words.has(word)) ? undefined : args;
};

/** perl as a filter of standard input, by programs that only change and print its rows. */
export const perlRule: ArgumentRule = (args) => {
  const at = args.indexOf("-e");
  const isSimple =
    at === args.length - 2 &&
    args.slice(0, at).every((word) => /^-(?:[pnla]|0777|F[:,;])$/.test(word));
  return at >= 0 && isSimple && isPerlFilter(args.at(-1) ?? "") ? args : undefined;
};

/** What would answer differently each time, or reads and writes more than was given. */
const unsteadyWords =
  "close fflush rand srand systime strftime mktime ENVIRON PROCINFO extension".split(" ");

/** Where the program's text stands after -F and -v; any other option stands in its place. */
function awkProgramAt(args: readonly string[]): number {
  let at = 0;
  while (/^-[Fv]/.test(args[at] ?? "")) at += args[at]?.length === 2 ? 2 : 1;
  return args[at] === "--" ? at + 1 : at;
}

const jqOptions = allow({
  flags: "rcnesSajMC",
  long: [
    "--raw-output",
    "--compact-output",
    "--null-input",
    "--exit-status",
    "--slurp",
    "--sort-keys",
    "--join-output",
    "--arg",
    "--argjson",
    "--args",
    "--monochrome-output",
  ],
});

/** jq starts and writes nothing; what reads the environment or the clock would answer wrongly. */
export const jqRule: ArgumentRule = (args) =>
  args.some((word) =>
    /\$ENV|\b(?:env|now|localtime|strflocaltime|mktime|include|import)\b/.test(word),
  )
    ? undefined
    : jqOptions(args);
