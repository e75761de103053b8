import {
  type AllowedOptions,
  type ArgumentRule,
  allow,
  parseAllowed,
} from "./accepted-arguments.ts";

/**
 * Nothing that starts a program of one's own choosing (--to-command, -I, --checkpoint-action,
 * --rmt-command, --info-script) is named here, nor -T, since a list of names may hold options.
 */
const tarOptions: AllowedOptions = {
  flags: "ctxOvzjJapkPSnh",
  valued: "fCb",
  long: [
    "--create",
    "--dereference",
    "--sort=",
    "--owner=",
    "--group=",
    "--mtime=",
    "--list",
    "--extract",
    "--get",
    "--to-stdout",
    "--verbose",
    "--file=",
    "--directory=",
    "--gzip",
    "--bzip2",
    "--xz",
    "--zstd",
    "--lzma",
    "--auto-compress",
    "--numeric-owner",
    "--full-time",
    "--utc",
    "--quoting-style=",
    "--null",
    "--wildcards",
    "--no-wildcards",
    "--wildcards-match-slash",
    "--no-wildcards-match-slash",
    "--exclude=",
    "--strip-components=",
    "--show-transformed-names",
    "--transform=",
    "--xform=",
    "--absolute-names",
    "--occurrence[=]",
    "--ignore-zeros",
    "--ignore-case",
    "--anchored",
    "--no-anchored",
    "--recursion",
    "--no-recursion",
    "--force-local",
    "--warning=",
    "--block-number",
  ],
};

/**
 * Listing members, printing them and archiving to standard output only. --force-local keeps an archive named host:file from
 * reaching for the network.
 */
export const tarRule: ArgumentRule = (given) => {
  const args = withDash(given);
  const options = args && parseAllowed(args, tarOptions)?.options;
  if (args === undefined || options === undefined) return undefined;
  const isListing = options.has("t") || options.has("--list");
  const isExtracting = options.has("x") || options.has("--extract") || options.has("--get");
  if (options.has("c") || options.has("--create")) {
    return !isListing && !isExtracting && writesToOutput(args)
      ? ["--force-local", ...args]
      : undefined;
  }
  const isPrinting = options.has("O") || options.has("--to-stdout");
  return isListing !== isExtracting && (isListing || isPrinting)
    ? ["--force-local", ...args]
    : undefined;
};

/** Whether the only archive named is `-f -`, standard output. */
function writesToOutput(args: readonly string[]): boolean {
  const first = args.indexOf("-f");
  const isNamedOnce = args.filter((word) => /^-[^-]*f|^--file/.test(word)).length === 1;
  return first >= 0 && isNamedOnce && args[first + 1] === "-";
}

/** The old form without a dash, `tar tzf x`, as options; only where at most `f` takes a value. */
function withDash(args: readonly string[]): readonly string[] | undefined {
  const first = args[0] ?? "";
  if (first.startsWith("-")) return args;
  if (!/^[txOvzjJapf]+$/.test(first) || first.split("f").length > 2) return undefined;
  const letters = first.replace("f", "");
  const rest = args.slice(1);
  return letters === first ? [`-${first}`, ...rest] : [`-${letters}f`, ...rest];
}

/** Only the listing of an archive on standard input. */
export const cpioRule: ArgumentRule = allow(
  { flags: "itv", long: ["--list", "--extract", "--quiet", "--verbose"] },
  ({ options, operands }) => operands.length === 0 && (options.has("t") || options.has("--list")),
);

const compressorOptions: AllowedOptions = {
  flags: "cdklqvtnNf123456789e",
  long: [
    "--stdout",
    "--to-stdout",
    "--decompress",
    "--uncompress",
    "--list",
    "--quiet",
    "--test",
    "--fast",
    "--best",
    "--keep",
    "--no-name",
    "--name",
    "--force",
    "--verbose",
  ],
};

const printing = ["c", "l", "t", "--stdout", "--to-stdout", "--list", "--test"];

/** gzip and its kin: only to standard output, as a listing or a test, or as a filter. */
export const compressorRule: ArgumentRule = allow(
  compressorOptions,
  ({ options, operands }) =>
    operands.every((operand) => operand === "-") || printing.some((option) => options.has(option)),
);

/** The names that print whatever they are given: bzcat, xzcat, zstdcat. */
export const printingCompressorRule: ArgumentRule = allow({ flags: "cdfkqv" });

/** Listing (-l, -v, -Z), testing (-t) and printing members (-p). -T would set the archive's time. */
export const unzipRule: ArgumentRule = (args) =>
  /^-[a-zA-Z0-9]*[lvptZ]/.test(args[0] ?? "") ? unzipOptions(args) : undefined;

const unzipOptions = allow({ flags: "lvptqZ1CaL" });
