import type { Call } from "../../domain/program.ts";
import { commonOptions } from "./coreutil.ts";
import type { OptionsRead } from "./options.ts";

/** The options of ls. */
export const listOptions: readonly string[] = [
  "-a --all",
  "-A --almost-all",
  "--author",
  "-b --escape",
  "--block-size=SIZE",
  "-B --ignore-backups",
  "-c",
  "-C",
  "--color[=WHEN]",
  "--colour[=WHEN]",
  "-d --directory",
  "-D --dired",
  "-f",
  "-F",
  "--classify[=WHEN]",
  "--file-type",
  "--format=WORD",
  "--full-time",
  "-g",
  "--group-directories-first",
  "-G --no-group",
  "-h --human-readable",
  "--si",
  "-H --dereference-command-line",
  "--dereference-command-line-symlink-to-dir",
  "--hide=PATTERN",
  "--hyperlink[=WHEN]",
  "--indicator-style=WORD",
  "-i --inode",
  "-I --ignore=PATTERN",
  "-k --kibibytes",
  "-l",
  "-L --dereference",
  "-m",
  "-n --numeric-uid-gid",
  "-N --literal",
  "-o",
  "-p",
  "-q --hide-control-chars",
  "--show-control-chars",
  "-Q --quote-name",
  "--quoting-style=WORD",
  "-r --reverse",
  "-R --recursive",
  "-s --size",
  "-S",
  "--sort=WORD",
  "--time=WORD",
  "--time-style=STYLE",
  "-t",
  "-T --tabsize=COLS",
  "-u",
  "-U",
  "-v",
  "-w --width=COLS",
  "-x",
  "-X",
  "-Z --context",
  "--zero",
  "-1",
  ...commonOptions,
];

/** How plain names are listed, one a line. */
export interface ListRules {
  readonly shows: "visible" | "almost all" | "all";
  readonly hidesBackups: boolean;
  readonly namesOnly: boolean;
  readonly isRecursive: boolean;
  readonly isReverse: boolean;
  readonly sort: "name" | "size" | "time";
  readonly indicator: "none" | "slash" | "type" | "classify";
  /** Links on the command line: `names` of links to directories are followed unless told not to. */
  readonly follow: "directories" | "command" | "always" | "never";
  readonly end: string;
}

/** Options that change nothing of what is modelled. */
const indifferent = [
  "1",
  "N",
  "literal",
  "show-control-chars",
  "k",
  "kibibytes",
  "C",
  "colour",
  "color",
];
const modelled = [
  "all",
  "almost-all",
  "ignore-backups",
  "directory",
  "recursive",
  "reverse",
  "S",
  "t",
  "F",
  "p",
  "file-type",
  "dereference",
  "dereference-command-line",
  "zero",
];

/** The rules, where the model can list by them; undefined where the real program has to. */
export function readListRules(call: Call, read: OptionsRead): ListRules | undefined {
  const isSingle = read.has("1") || read.has("zero");
  // Not at a terminal, ls alone lists one name a line; dir and vdir always have their own ways.
  if (call.name !== "ls" || (call.isOutputTerminal && !isSingle)) return undefined;
  if (read.has("C") || call.environment.has("QUOTING_STYLE")) return undefined;
  for (const { key, value } of read.given) {
    const isPlain =
      key === "color" || key === "colour" ? value === "never" || value === "auto" : true;
    if (!isPlain || ![...indifferent, ...modelled, "help", "version"].includes(key))
      return undefined;
  }
  // Names are sorted by the locale's rules; byte order is known, others only the real program knows.
  if (!sortsByBytes(call) && !read.has("directory")) return undefined;
  const style = read.last("F", "p", "file-type");
  const shown = read.last("all", "almost-all");
  const sort = read.last("S", "t");
  return {
    shows: shown === "all" ? "all" : shown === undefined ? "visible" : "almost all",
    hidesBackups: read.has("ignore-backups"),
    namesOnly: read.has("directory"),
    isRecursive: read.has("recursive"),
    isReverse: read.has("reverse"),
    sort: sort === "S" ? "size" : sort === "t" ? "time" : "name",
    indicator:
      style === "F" ? "classify" : style === "p" ? "slash" : style === undefined ? "none" : "type",
    follow: readFollow(read),
    end: read.has("zero") ? "\0" : "\n",
  };
}

function readFollow(read: OptionsRead): ListRules["follow"] {
  if (read.has("dereference")) return "always";
  if (read.has("dereference-command-line")) return "command";
  return read.has("directory") || read.has("F") ? "never" : "directories";
}

function sortsByBytes(call: Call): boolean {
  const value = (name: string): string => call.environment.get(name) ?? "";
  const locale = value("LC_ALL") || value("LC_COLLATE") || value("LANG");
  return locale === "" || /^(C|POSIX)(\.|$)/.test(locale);
}
