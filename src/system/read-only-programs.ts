import { type ArgumentRule, allow, anyArguments } from "./read-only/accepted-arguments.ts";
import {
  compressorRule,
  cpioRule,
  printingCompressorRule,
  tarRule,
  unzipRule,
} from "./read-only/archives.ts";
import { gitRule } from "./read-only/git-arguments.ts";
import { queryRules } from "./read-only/queries.ts";
import {
  awkRule,
  diffRule,
  findRule,
  jqRule,
  perlRule,
  sedRule,
  sortRule,
  uniqRule,
} from "./read-only/text-tools.ts";

/**
 * The closed list of programs that may really be run while a line is only looked at, each with the
 * rule its arguments must pass. Whoever adds one shows that with the arguments allowed it cannot
 * write, start another program, or wait for a person.
 */
export function ruleFor(program: string): ReadOnlyProgram | undefined {
  table ??= makeTable();
  return table.get(program);
}

export interface ReadOnlyProgram {
  /** The program that is really run: another than the one named where that is a script around it. */
  readonly runs: string;
  readonly accept: ArgumentRule;
}

/** Programs that only read their operands and print, whatever their options. */
const printers = [
  "arch base32 base64 basename basenc b2sum bc cat cksum cmp column comm cut df dirname du echo",
  "expand expr factor false findmnt fmt fold grep head hexdump id join look ls lsblk md5sum",
  "mountpoint nl nproc numfmt od paste pathchk pr printf pwd readlink realpath rev seq sha1sum",
  "getfacl sha224sum sha256sum sha384sum sha512sum stat sum tac tail test [ tr true tsort uname unexpand",
  "wc whoami groups",
]
  .join(" ")
  .split(" ");

const restricted: Readonly<Record<string, ArgumentRule>> = {
  ...queryRules,
  awk: awkRule,
  gawk: awkRule,
  mawk: awkRule,
  bunzip2: compressorRule,
  bzcat: printingCompressorRule,
  bzip2: compressorRule,
  cpio: cpioRule,
  diff: diffRule,
  find: findRule,
  git: gitRule,
  gunzip: compressorRule,
  gzip: compressorRule,
  iconv: allow({ flags: "cs", valued: "ft", long: ["--from-code=", "--to-code="] }),
  jq: jqRule,
  perl: perlRule,
  sed: sedRule,
  sort: sortRule,
  tar: tarRule,
  uniq: uniqRule,
  unxz: compressorRule,
  unzip: unzipRule,
  xz: compressorRule,
  xzcat: printingCompressorRule,
  zstd: compressorRule,
  zstdcat: printingCompressorRule,
};

/** Shell scripts of Debian's that only start another program; those are started instead. */
const aliases: ReadonlyMap<string, readonly [program: string, option: string]> = new Map([
  ["egrep", ["grep", "-E"]],
  ["fgrep", ["grep", "-F"]],
  ["gunzip", ["gzip", "-d"]],
  ["zcat", ["gzip", "-cd"]],
]);

let table: ReadonlyMap<string, ReadOnlyProgram> | undefined;

function makeTable(): ReadonlyMap<string, ReadOnlyProgram> {
  const rules = new Map<string, ReadOnlyProgram>();
  for (const name of printers) rules.set(name, { runs: name, accept: anyArguments });
  for (const [name, accept] of Object.entries(restricted)) rules.set(name, { runs: name, accept });
  for (const [name, [program, option]] of aliases) {
    const accept = rules.get(program)?.accept;
    if (accept === undefined) continue;
    rules.set(name, { runs: program, accept: (args) => accept([option, ...args]) });
  }
  return rules;
}
