import { encodeBytes } from "../../domain/bytes.ts";
import type { Call } from "../../domain/program.ts";
import { quoteText } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import type { Report } from "./report.ts";
import { parseSize } from "./size.ts";
import type { SuffixRules } from "./split-names.ts";
import type { Cutting } from "./split-pieces.ts";

/** The options of split. */
export const splitOptions: readonly string[] = [
  "-a --suffix-length=N",
  "--additional-suffix=SUFFIX",
  "-b --bytes=SIZE",
  "-C --line-bytes=SIZE",
  "-d",
  "--numeric-suffixes[=FROM]",
  "-x",
  "--hex-suffixes[=FROM]",
  "-e --elide-empty-files",
  "--filter=COMMAND",
  "-l --lines=NUMBER",
  "-n --number=CHUNKS",
  "-t --separator=SEP",
  "-u --unbuffered",
  "--verbose",
  ..."0123456789".split("").map((digit) => `-${digit}[=REST]`),
];

export interface SplitRules {
  readonly cutting: Cutting;
  readonly suffix: SuffixRules;
  readonly additionalSuffix: string;
  readonly separator: number;
  readonly leavesOutEmpty: boolean;
  readonly isVerbose: boolean;
  /** `-n K/N`: this one goes to standard output, no file is made. */
  readonly onlyChunk: number | undefined;
  /** Something that is asked for and not modelled. */
  readonly unforeseen: string | undefined;
}

/** Reads the options of split; undefined after a complaint. */
export function readSplitRules(
  call: Call,
  read: OptionsRead,
  report: Report,
): SplitRules | undefined {
  const quote = (text: string): string => quoteText(text, call.environment);
  const cutting = readCutting(read, quote);
  if (typeof cutting === "string") {
    if (cutting === severalWays) report.usage(cutting);
    else report.fail(cutting);
    return undefined;
  }
  const separator = readSeparator(read.value("separator"), quote);
  if (typeof separator === "string") {
    report.fail(separator);
    return undefined;
  }
  const suffix = readSuffix(read, cutting.cutting, quote);
  if (typeof suffix === "string") {
    report.fail(suffix);
    return undefined;
  }
  const additionalSuffix = read.value("additional-suffix") ?? "";
  if (additionalSuffix.includes("/")) {
    report.usage(`invalid suffix ${quote(additionalSuffix)}, contains directory separator`);
    return undefined;
  }
  return {
    ...cutting,
    suffix,
    additionalSuffix,
    separator,
    leavesOutEmpty: read.has("elide-empty-files"),
    isVerbose: read.has("verbose"),
    unforeseen: findUnforeseen(read),
  };
}

function findUnforeseen(read: OptionsRead): string | undefined {
  if (read.has("filter")) return "what `split --filter` starts is not modelled";
  // GNU split 9.1 goes on from such a start with other characters than letters and digits.
  const isOdd = /[a-f]/i.test(read.value("hex-suffixes") ?? "");
  return isOdd ? "how `split` goes on from a hexadecimal letter depends on its version" : undefined;
}

const severalWays = "cannot split in more than one way";
const outOfRange = "Numerical result out of range";

type Quote = (text: string) => string;

function readCutting(
  read: OptionsRead,
  quote: Quote,
): { readonly cutting: Cutting; readonly onlyChunk: number | undefined } | string {
  const ways = read.given.filter(({ key }) =>
    ["bytes", "line-bytes", "lines", "number"].includes(key),
  );
  const digits = read.given.filter(({ key }) => /^\d$/.test(key));
  const kinds = new Set([...ways.map(({ key }) => key), ...(digits.length > 0 ? ["digits"] : [])]);
  if (kinds.size > 1 || ways.length > 1) return severalWays;
  const [way] = ways;
  if (way?.key === "number") return readChunks(way.value ?? "", quote);
  const obsolete = digits.map(({ key, value = "" }) => key + value).join("");
  const text = way?.value ?? (obsolete === "" ? "1000" : obsolete);
  const count = parseSize(text);
  const kind = way?.key === "bytes" ? "bytes" : way?.key === "line-bytes" ? "line bytes" : "lines";
  if (count === undefined || count === 0) {
    const what = kind === "lines" ? "lines" : "bytes";
    return `invalid number of ${what}: ${quote(text)}${count === 0 ? `: ${outOfRange}` : ""}`;
  }
  return { cutting: { kind, count }, onlyChunk: undefined };
}

function readChunks(
  text: string,
  quote: Quote,
): { readonly cutting: Cutting; readonly onlyChunk: number | undefined } | string {
  const match = /^(?:([lr])\/)?(?:(\d+)\/)?(\d+)$/.exec(text.trim());
  const count = Number(match?.[3] ?? 0);
  if (match === null || count === 0)
    return `invalid number of chunks: ${quote(text.trim().replace(/^.*\//, ""))}${match === null ? "" : `: ${outOfRange}`}`;
  const only = match[2] === undefined ? undefined : Number(match[2]);
  if (only !== undefined && (only === 0 || only > count))
    return `invalid chunk number: ${quote(match[2] ?? "")}: ${outOfRange}`;
  const by = match[1] === "l" ? "lines" : match[1] === "r" ? "turns" : "bytes";
  return { cutting: { kind: "chunks", count, by }, onlyChunk: only };
}

function readSeparator(text: string | undefined, quote: Quote): number | string {
  if (text === undefined) return 10;
  if (text === "\\0") return 0;
  const bytes = encodeBytes(text);
  if (bytes.length === 0) return "empty record separator";
  return bytes.length === 1 ? (bytes[0] ?? 10) : `multi-character separator ${quote(text)}`;
}

const alphabets: Readonly<Record<string, string>> = {
  d: "0123456789",
  "numeric-suffixes": "0123456789",
  x: "0123456789abcdef",
  "hex-suffixes": "0123456789abcdef",
};

function readSuffix(read: OptionsRead, cutting: Cutting, quote: Quote): SuffixRules | string {
  const key = read.last("d", "numeric-suffixes", "x", "hex-suffixes") ?? "";
  const alphabet = alphabets[key] ?? "abcdefghijklmnopqrstuvwxyz";
  const from = read.value(key);
  const start = from === undefined ? 0 : Number.parseInt(from, alphabet.length === 16 ? 16 : 10);
  if (Number.isNaN(start))
    return `invalid start value for ${alphabet.length === 16 ? "hexadecimal" : "numerical"} suffix: ${quote(from ?? "")}`;
  const given = read.value("suffix-length");
  const asked = given === undefined ? 0 : parseSize(given);
  if (asked === undefined) return `invalid suffix length: ${quote(given ?? "")}`;
  const last = cutting.kind === "chunks" ? start + cutting.count - 1 : 0;
  const needed = cutting.kind === "chunks" ? last.toString(alphabet.length).length : 0;
  if (asked > 0) {
    if (asked < needed) return `the suffix length needs to be at least ${needed}`;
    return { alphabet, length: asked, grows: false, start };
  }
  const length = Math.max(2, needed, from === undefined ? 0 : from.length);
  return { alphabet, length, grows: needed === 0 && from === undefined, start };
}
