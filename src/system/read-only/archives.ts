import {
  type AllowedOptions,
  type ArgumentRule,
  allow,
  type ParsedArguments,
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
 * Listing members, printing them, and making an archive on standard output. --force-local keeps an
 * archive named host:file from reaching for the network.
 */
export const tarRule: ArgumentRule = (given) => {
  const args = withDash(given);
  const parsed = args && parseAllowed(args, tarOptions);
  if (args === undefined || parsed === undefined) return undefined;
  const has = (...names: readonly string[]) => names.some((name) => parsed.options.has(name));
  const modes = [has("t", "--list"), has("x", "--extract", "--get"), has("c", "--create")];
  if (modes.filter((isGiven) => isGiven).length !== 1) return undefined;
  const [isListing, , isCreating] = modes;
  const isPrinting = isCreating ? writesToOutput(parsed) : has("O", "--to-stdout");
  return isListing || isPrinting ? ["--force-local", ...args] : undefined;
};

function writesToOutput({ values }: ParsedArguments): boolean {
  const archives = [...(values.get("f") ?? []), ...(values.get("--file") ?? [])];
  return archives.length === 1 && archives[0] === "-";
}

/** The old form without a dash, `tar tzf x`, as options; only where at most `f` takes a value. */
function withDash(args: readonly string[]): readonly string[] | undefined {
  const first = args[0] ?? "";
  if (first.startsWith("-")) return args;
  if (!/^[ctxOvzjJapf]+$/.test(first) || first.split("f").length > 2) return undefined;
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
