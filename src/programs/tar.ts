import type { Argument } from "../domain/argument.ts";
import type { Access } from "../domain/effect.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import type { Content } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { Report } from "./common/report.ts";
import {
  choosingOptions,
  choosingWords,
  listMembers,
  type OpenArchive,
  openArchive,
  readContents,
} from "./common/tar/archive.ts";
import { directoryOf, readSources } from "./common/tar/create.ts";
import { Extraction, readExtractRules } from "./common/tar/extract.ts";
import type { Member } from "./common/tar/listing.ts";
import { store } from "./common/tar/store.ts";
import { modernWords, tarOptions } from "./common/tar/words.ts";

/** Packs trees into archives and unpacks them. */
export const tarProgram: Program = {
  names: ["tar", "gtar"],
  options: tarOptions,
  run: tar,
};

const modes = [
  "catenate",
  "concatenate",
  "create",
  "delete",
  "compare",
  "append",
  "test-label",
  "list",
  "update",
  "get",
];

/** Options that start programs, ask, or need more than one archive. */
const unmodelled = [
  "listed-incremental",
  "incremental",
  "new-volume-script",
  "tape-length",
  "multi-volume",
  "to-command",
  "rmt-command",
  "rsh-command",
  "volno-file",
  "recursive-unlink",
  "backup",
  "index-file",
  "checkpoint-action",
  "confirmation",
  "starting-file",
  "after-date",
  "newer-mtime",
  "add-file",
];

/** How what is there already is dealt with: only one of them. */
const overwritingWays = [
  "keep-old-files",
  "skip-old-files",
  "keep-newer-files",
  "overwrite",
  "unlink-first",
  "no-overwrite-dir",
  "overwrite-dir",
];

function tar(call: Call): Outcome {
  const words = modernWords(call.arguments);
  const read = readOptions(tarOptions, words);
  const [stranger] = read.unrecognized;
  if (stranger !== undefined) {
    return unforeseen(call, `the option \`${stranger.text}\` of \`tar\` is not known`, stranger);
  }
  if (["help", "version", "usage", "show-defaults"].some((key) => read.has(key))) {
    return untold("it prints its help", 0);
  }
  const chosen = new Set(modes.filter((mode) => read.has(mode)));
  const [mode] = chosen;
  if (mode === undefined || chosen.size > 1)
    return fail(call, "You must specify one of the options", 2);
  const obstacle = findObstacle(read, mode);
  if (obstacle !== undefined) return unforeseen(call, obstacle);
  if (mode === "list" || mode === "compare" || mode === "test-label") return list(call, read);
  const ways = overwritingWays.filter((key) => read.has(key));
  if (mode === "get" && ways.length > 1) {
    return fail(call, `'--${ways[0]}' cannot be used with '--${ways[1]}'`, 2);
  }
  if (mode === "get") return extract(call, read, words);
  return store(call, read, words, mode);
}

function findObstacle(read: OptionsRead, mode: string): string | undefined {
  const option = unmodelled.find((key) => read.has(key));
  if (option !== undefined && mode !== "list")
    return `what \`tar --${option}\` does is not modelled`;
  if (option !== undefined && /command|script|action|index/.test(option)) {
    return `what \`tar --${option}\` does is not modelled`;
  }
  const program = read.value("use-compress-program")?.split(" ")[0]?.replace(/^.*\//, "");
  if (
    program !== undefined &&
    !/^(p?gzip|pigz|[pl]?bzip2|p?xz|zstdm?t?|lz4|lzip|plzip|lzma|lzop)$/.test(program)
  ) {
    return `tar starts \`${program}\`, which is not modelled`;
  }
  const archive = read.value("file") ?? "";
  if (/^[^/]*:/.test(archive) && !read.has("force-local"))
    return "the archive lies on another machine";
  return undefined;
}

function list(call: Call, read: OptionsRead): Outcome {
  const archive = openArchive(call, read);
  if (!("ask" in archive)) {
    return archive.kind === "failed" ? fail(call, "Cannot open", 2) : untold(archive.reason);
  }
  const shown = ["numeric-owner", "full-time", "utc", "show-stored-names"].filter((key) =>
    read.has(key),
  );
  const style = read.value("quoting-style");
  const words = [
    "-t",
    ...read.given.flatMap(({ key }) => (key === "verbose" ? ["-v"] : [])),
    ...shown.map((key) => (key === "show-stored-names" ? "--show-transformed-names" : `--${key}`)),
    ...(style === undefined ? [] : [`--quoting-style=${style}`]),
  ];
  const isPlain = read.has("list") && !read.has("files-from") && !read.has("exclude-from");
  const computed = isPlain
    ? archive.ask([...words, ...choosingWords(read, texts(read))])
    : undefined;
  if (computed === undefined) return untold("the listing was not worked out");
  return { status: computed.status, output: textStream(computed.output) };
}

function texts(read: OptionsRead): readonly string[] {
  return read.operands.map((operand) => operand.text);
}

function extract(call: Call, read: OptionsRead, words: readonly Argument[]): Outcome {
  const archive = openArchive(call, read);
  if (!("ask" in archive)) {
    return archive.kind === "failed"
      ? fail(call, "Cannot open", 2)
      : unforeseen(call, `which files lie in the archive is not known: ${archive.reason}`);
  }
  const groups = groupByDirectory(call, read, words);
  if (groups === undefined || read.has("exclude-from")) {
    return unforeseen(call, "a list of names for `tar` is not read");
  }
  if (read.has("to-stdout")) return printMembers(archive, choosingWords(read, texts(read)));
  const report = new Report(call);
  for (const group of groups) {
    const obstacle = extractGroup(report, read, archive, group);
    if (obstacle !== undefined) return unforeseen(call, obstacle);
  }
  if (read.has("verbose")) report.printUnknown("the names it prints are not worked out");
  return report.outcome();
}

/** Names that are extracted below the same directory; why it cannot be told, or undefined. */
function extractGroup(
  report: Report,
  read: OptionsRead,
  archive: OpenArchive,
  group: { readonly directory: string; readonly names: readonly string[] },
): string | undefined {
  const { directory, names } = group;
  const top = read.has("one-top-level") ? topLevelOf(read) : undefined;
  if (top === "") return "what `tar --one-top-level` does is not modelled";
  if (directory !== "" && isError(report.call.files.stat(directory))) {
    report.fail(`${directory}: Cannot open`, 2);
    return undefined;
  }
  const chosen = choosingWords(read, names);
  const listing = listMembers(archive, chosen, true);
  if (listing === undefined) return "the archive cannot be listed";
  const members = top === undefined ? listing.members : listing.members.map(below(top));
  unpack(report, read, archive, { chosen, directory, names, ...listing, members });
  return undefined;
}

/** What --one-top-level names, or the archive's name without its suffixes; empty where it has none. */
function topLevelOf(read: OptionsRead): string {
  const name = (read.value("file") ?? "-").replace(/^.*\//, "");
  const suffix = /(\.tar)?\.(gz|Z|bz2|lz|lzma|tlz|xz|zst|lzo)$|\.(tar|tgz|taz|tbz2?|tz2|txz|tzst)$/;
  return read.value("one-top-level") ?? (suffix.test(name) ? name.replace(suffix, "") : "");
}

/** Puts what does not lie below a directory yet there. */
function below(top: string): (member: Member) => Member {
  return (member) => {
    const name = member.name.replace(/^(\.\/)+/, "");
    if (name === "" || name === top || name.startsWith(`${top}/`)) return member;
    return { ...member, name: name === "." || name === "./" ? top : joinPath(top, name) };
  };
}

function printMembers(archive: OpenArchive, chosen: readonly string[]): Outcome {
  const computed = archive.ask(["-x", "-O", ...chosen]);
  if (computed === undefined) return untold("the contents were not worked out");
  return { status: computed.status, output: textStream(computed.output) };
}

interface Unpacking {
  readonly chosen: readonly string[];
  readonly names: readonly string[];
  readonly directory: string;
  readonly members: readonly Member[];
  readonly status: number;
}

function unpack(
  report: Report,
  read: OptionsRead,
  archive: OpenArchive,
  unpacking: Unpacking,
): void {
  const { call } = report;
  const rules = readExtractRules(read, unpacking.directory, call.identity.uid === 0);
  const names = ownerNames(archive, read, unpacking, rules.keepsOwners);
  const made = madeContents(archive, read, unpacking);
  const contents =
    made === undefined ? readContents(archive, unpacking.chosen, unpacking.members) : undefined;
  const accessOf = (member: Member): Partial<Access> => {
    const mode = rules.keepsModes ? member.mode : member.mode & 0o777 & ~call.umask;
    return rules.keepsOwners ? { mode, ...ownerOf(call, member, names.get(member)) } : { mode };
  };
  const contentOf = (member: Member, path: string): Content => {
    const content = made?.get(member);
    if (content !== undefined) return content;
    const text = contents?.get(member);
    if (text !== undefined) return { kind: "text", text };
    const status = call.files.stat(path);
    if (!isError(status) && status.size === member.size) {
      call.unknown(`whether \`${path}\` would differ was not worked out`);
    }
    return { kind: "unknown", reason: "the archive is large", size: member.size };
  };
  new Extraction(report, rules, accessOf, contentOf).run(unpacking.members);
  report.setStatus(unpacking.status);
}

/** The contents of an archive that the line makes: names on disk may be others than in there. */
function madeContents(
  archive: OpenArchive,
  read: OptionsRead,
  { members, names }: Unpacking,
): ReadonlyMap<Member, Content> | undefined {
  if (archive.made === undefined) return undefined;
  const words = [...choosingOptions(read, false), "--", ...names];
  const plain = listMembers(archive, words, true)?.members ?? [];
  const byName = new Map(archive.made.map((member) => [member.name, member.content]));
  return new Map(
    members.flatMap((member, at) => {
      const content = byName.get(plain[at]?.name.replace(/\/$/, "") ?? "");
      return content === undefined ? [] : [[member, content] as const];
    }),
  );
}

/** A second listing with names, where owners are kept. */
function ownerNames(
  archive: OpenArchive,
  read: OptionsRead,
  unpacking: Unpacking,
  keepsOwners: boolean,
): ReadonlyMap<Member, Member> {
  if (!keepsOwners || read.has("numeric-owner")) return new Map();
  const named = listMembers(archive, unpacking.chosen, false)?.members ?? [];
  return new Map(
    unpacking.members.flatMap((member, at) => {
      const other = named[at];
      return other === undefined ? [] : [[member, other] as const];
    }),
  );
}

function ownerOf(call: Call, member: Member, named: Member | undefined): Partial<Access> {
  const { accounts } = call.facts;
  const uid = named === undefined ? undefined : accounts.user(named.user)?.uid;
  const gid = named === undefined ? undefined : accounts.group(named.group)?.gid;
  return { uid: uid ?? Number(member.user), gid: gid ?? Number(member.group) };
}

/** Each name goes below the -C before it; without names the last -C counts. */
function groupByDirectory(
  call: Call,
  read: OptionsRead,
  words: readonly Argument[],
): readonly { readonly directory: string; readonly names: readonly string[] }[] | undefined {
  const sources = readSources(call, words, read);
  if (sources === undefined) return undefined;
  if (sources.length === 0) return [{ directory: lastDirectory(read), names: [] }];
  const groups = new Map<string, string[]>();
  for (const source of sources) {
    const directory = directoryOf(source);
    groups.set(directory, [...(groups.get(directory) ?? []), source.name]);
  }
  return [...groups].map(([directory, names]) => ({ directory, names }));
}

function lastDirectory(read: OptionsRead): string {
  return read
    .values("directory")
    .reduce(
      (directory, value) =>
        value.startsWith("/") || directory === "" ? value : joinPath(directory, value),
      "",
    );
}
