import type { ArchivedFile } from "../domain/archive.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, joinStreams, type Stream, unknownStream } from "../domain/stream.ts";
import type { Files } from "../domain/view/files.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { packedFile } from "./common/archive/packed-file.ts";
import { readArchive } from "./common/cpio/archive.ts";
import { type StoreRules, store } from "./common/cpio/store.ts";
import { compilePattern } from "./common/fnmatch.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";
import { contentOf, streamOf, writeStream } from "./common/write-stream.ts";

const options = [
  "-i --extract",
  "-o --create",
  "-p --pass-through",
  "-t --list",
  "--block-size=SIZE",
  "-B",
  "-c",
  "-C --io-size=NUMBER",
  "-D --directory=DIR",
  "--force-local",
  "-H --format=FORMAT",
  "--quiet",
  "-R --owner=OWNER",
  "-v --verbose",
  "-V --dot",
  "-W --warning=FLAG",
  "-F --file=FILE",
  "-M --message=STRING",
  "--rsh-command=COMMAND",
  "-b --swap",
  "-f --nonmatching",
  "-I FILE",
  "-n --numeric-uid-gid",
  "-r --rename",
  "-s --swap-bytes",
  "-S --swap-halfwords",
  "--to-stdout",
  "-E --pattern-file=FILE",
  "--only-verify-crc",
  "-A --append",
  "--device-independent --reproducible",
  "--ignore-devno",
  "-O FILE",
  "--renumber-inodes",
  "-l --link",
  "--absolute-filenames",
  "--no-absolute-filenames",
  "-0 --null",
  "-a --reset-access-time",
  "-L --dereference",
  "-d --make-directories",
  "-m --preserve-modification-time",
  "--no-preserve-owner",
  "--sparse",
  "-u --unconditional",
  "-? --help",
  "--usage",
  "--version",
];

/** Options whose doings are not modelled. */
const unmodelled = [
  "rsh-command",
  "swap",
  "rename",
  "swap-bytes",
  "swap-halfwords",
  "pattern-file",
  "owner",
  "append",
  "link",
];

/** Packs files into archives, unpacks them, and copies trees by lists of names. */
export const cpioProgram: Program = {
  names: ["cpio"],
  options,
  run: (call) => withOptions(call, options, (read) => cpio(call, read), { usageStatus: 2 }),
};

function cpio(call: Call, read: OptionsRead): Outcome {
  const stranger = read.given.find(({ key }) => unmodelled.includes(key));
  if (stranger !== undefined)
    return unforeseen(
      call,
      `what \`cpio --${stranger.key}\` does is not modelled`,
      stranger.argument,
    );
  const archives = [...read.values("file"), ...read.values("I"), ...read.values("O")];
  if (archives.some((name) => name.includes(":")) && !read.has("force-local"))
    return unforeseen(call, "an archive on another machine is not known");
  if (read.has("pass-through")) return copyPass(call, read);
  if (read.has("create")) return pack(call, read);
  if (read.has("extract")) return unpack(call, read);
  return read.has("list")
    ? untold("what lies in the archive is not worked out")
    : fail(call, "You must specify one of -oipt options.", 2);
}

function rulesOf(call: Call, read: OptionsRead): StoreRules {
  return {
    makesDirectories: read.has("make-directories"),
    isUnconditional: read.has("unconditional"),
    keepsTimes: read.has("preserve-modification-time"),
    keepsOwners: call.identity.uid === 0 && !read.has("no-preserve-owner"),
  };
}

/** Names on standard input, one a line; undefined where they are not known. */
function namesOf(call: Call, read: OptionsRead): readonly string[] | undefined {
  if (call.input.kind !== "text") return undefined;
  const end = read.has("null") ? "\0" : "\n";
  return call.input.text.split(end).filter((name) => name !== "");
}

function pack(call: Call, read: OptionsRead): Outcome {
  const reason = "the bytes of the archive are not worked out";
  const path = read.value("file") ?? read.value("O");
  const { members, status } = packNamed(call, read);
  const bytes: Stream = {
    kind: "unknown",
    reason,
    source: "program",
    ...(members === undefined ? {} : { archive: { format: "cpio", members } }),
  };
  if (path === undefined) return { ...untold(reason, status), output: bytes };
  const error = writeStream(call, path, bytes);
  if (error !== undefined) return fail(call, `Cannot open ${path}`, 2);
  return { status, output: emptyStream, errors: unknownStream("how much it packed is not known") };
}

/** What is named on standard input; what is not there makes for status 2. */
function packNamed(
  call: Call,
  read: OptionsRead,
): { readonly members?: readonly ArchivedFile[]; readonly status: number | undefined } {
  const names = namesOf(call, read);
  if (names === undefined) return { status: undefined };
  const directory = read.value("directory");
  const packed = names.map((name) => {
    const path = directory === undefined ? name : joinPath(directory, name);
    return packedFile(call.files, path, name.replace(/^\.\/+/, ""), read.has("dereference"));
  });
  const members = packed.filter((member) => typeof member !== "string");
  return { members, status: members.length === packed.length ? 0 : 2 };
}

function unpack(call: Call, read: OptionsRead): Outcome {
  const path = read.value("file") ?? read.value("I");
  const content = path === undefined ? contentOf(call.input) : call.files.content(path);
  if (isError(content)) return fail(call, `Cannot open ${path}`, 2);
  const made = content.kind === "unknown" ? content.archive : undefined;
  if (made?.format === "cpio" && made.compression === undefined)
    return unpackMembers(call, read, made.members);
  const bytes = call.files.textOf(content, 8_000_000);
  if (read.has("list") || read.has("only-verify-crc"))
    return untold("what lies in the archive is not worked out");
  if (bytes === undefined) return unforeseen(call, "what lies in the archive is not known");
  const members = readArchive(bytes);
  if (members === undefined)
    return isNoArchive(bytes)
      ? fail(call, "premature end of archive", 2)
      : unforeseen(call, "what lies in the archive cannot be made out");
  if (choose(read, members).some(({ links, type }) => links > 1 && type !== "directory"))
    return unforeseen(call, "several names of one file in an archive are not worked out");
  return unpackMembers(
    call,
    read,
    members.map((member) => ({
      ...member,
      content: { kind: "text", text: member.text },
      target: member.text,
    })),
  );
}

function unpackMembers(call: Call, read: OptionsRead, members: readonly ArchivedFile[]): Outcome {
  const chosen = choose(read, members);
  if (read.has("list")) return untold("the listing is not worked out", 0);
  if (read.has("only-verify-crc")) return untold("it only verifies", 0);
  return read.has("to-stdout") ? print(call, chosen) : storeAll(call, read, chosen);
}

/** Without the beginning of an archive anywhere cpio reads to the end and gives up. */
function isNoArchive(text: string): boolean {
  return !/07070[127]/.test(text) && !/[\xc7\udcc7]q/.test(text);
}

function choose<T extends { readonly name: string }>(
  read: OptionsRead,
  members: readonly T[],
): readonly T[] {
  const patterns = read.operands.map((word) => compilePattern(word.text));
  const isWanted = !read.has("nonmatching");
  return members.filter(
    ({ name }) => patterns.length === 0 || patterns.some((one) => one.test(name)) === isWanted,
  );
}

function print(call: Call, members: readonly ArchivedFile[]): Outcome {
  const output = members
    .filter(({ type }) => type === "file")
    .map(({ content }) => streamOf(call, content))
    .reduce(joinStreams, emptyStream);
  return { status: 0, output, errors: unknownStream("it tells how much it read") };
}

function storeAll(call: Call, read: OptionsRead, members: readonly ArchivedFile[]): Outcome {
  const rules = rulesOf(call, read);
  const directory = read.value("directory");
  let status = 0;
  for (const member of members) {
    const name = read.has("no-absolute-filenames") ? relative(member.name) : member.name;
    if (name === "" || name === ".") continue;
    const path = directory === undefined ? name : joinPath(directory, name);
    if (isFailure(store(call.files, path, member, rules))) status = 2;
  }
  return ended(status);
}

function relative(name: string): string {
  return name
    .split("/")
    .filter((part) => part !== "" && part !== "..")
    .join("/");
}

function isFailure(error: ErrorCode | "skipped" | undefined): boolean {
  return error !== undefined && error !== "skipped";
}

function ended(status: number): Outcome {
  return { status, output: emptyStream, errors: unknownStream("what it tells is not modelled") };
}

/** -p: copies what is named to a directory. */
function copyPass(call: Call, read: OptionsRead): Outcome {
  const [directory] = read.operands;
  if (directory === undefined) return fail(call, "you must specify a directory", 2);
  const names = namesOf(call, read);
  if (names === undefined) return unforeseen(call, "which files are to be copied is not known");
  const rules = rulesOf(call, read);
  const files = call.files.for(directory);
  let status = 0;
  for (const name of names) {
    if (!copyOne(files, name, joinPath(directory.text, name), read, rules)) status = 2;
  }
  return ended(status);
}

function copyOne(
  files: Files,
  name: string,
  path: string,
  read: OptionsRead,
  rules: StoreRules,
): boolean {
  const source = read.has("dereference") ? files.stat(name) : files.lstat(name);
  if (isError(source)) return false;
  const content = source.type === "file" ? files.content(name) : undefined;
  const target = source.type === "link" ? files.readLink(name) : "";
  if (isError(content) || isError(target)) return false;
  const bytes = content ?? { kind: "text" as const, text: "" };
  return !isFailure(store(files, path, { ...source, content: bytes, target }, rules));
}
