import type { ArchivedFile } from "../domain/archive.ts";
import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, type Stream, unknownStream } from "../domain/stream.ts";
import type { Content } from "../domain/view/files.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { withNewer } from "./common/archive/packed-file.ts";
import { compilePattern } from "./common/fnmatch.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { baseName } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";
import { membersOf } from "./common/zip/members.ts";
import { type Packed, packTrees, readChoice, repeatsNames, slashed } from "./common/zip/pack.ts";

const options = [
  "-a --ascii",
  "-A --adjust-sfx",
  "-b --temp-path=PATH",
  "-c --entry-comments",
  "-d --delete",
  "-D --no-dir-entries",
  "-e --encrypt",
  "-f --freshen",
  "-F --fix",
  "-g --grow",
  "-h --help",
  "-i --include=PATTERN",
  "-j --junk-paths",
  "-k --DOS-names",
  "-l --to-crlf",
  "-L --license",
  "-m --move",
  "-n --suffixes=LIST",
  "-o --latest-time",
  "-O --output-file=FILE",
  "-p --paths",
  "-P --password=PASSWORD",
  "-q --quiet",
  "-r --recurse-paths",
  "-R --recurse-patterns",
  "-s --split-size=SIZE",
  "-S --system-hidden",
  "-t --from-date=DATE",
  "-T --test",
  "-u --update",
  "-U --copy-entries",
  "-v --verbose",
  "-x --exclude=PATTERN",
  "-X --strip-extra --no-extra",
  "-y --symlinks",
  "-z --archive-comment",
  "-Z --compression-method=METHOD",
  "-@ --names-stdin",
  "-J --junk-sfx",
  "--out=FILE",
  "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9",
];

/** Packs files into zip archives. */
export const zipProgram: Program = {
  names: ["zip"],
  options,
  run: (call) => {
    const pair = call.arguments.find(({ text }) => pairs.test(text));
    if (pair !== undefined)
      return unforeseen(call, `what \`zip ${pair.text}\` does is not modelled`, pair);
    // How it shows that it goes on.
    const words = call.arguments.filter(({ text }) => !/^-(d[bcdguv]|nw|ic|ws)$/.test(text));
    return withOptions(call, options, (read) => zip(call, read), { words });
  },
};

/** Options of two letters, which are none of the letters alone. */
const pairs = /^-(FS|ds|RE|ll|tt|sp|sb|sv|lf|la|li|TT|FF|DF|AS|AC|s[fuUcdo]|UN(=.*)?|MM)$/;

/** Options with which files are chosen, split or removed in ways that are not modelled. */
const unmodelled = [
  "freshen",
  "fix",
  "update",
  "output-file",
  "split-size",
  "recurse-patterns",
  "copy-entries",
  "adjust-sfx",
  "temp-path",
  "junk-sfx",
  "out",
];

function zip(call: Call, read: OptionsRead): Outcome {
  const [archive, ...operands] = read.operands;
  const stranger = unmodelled.find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`zip --${stranger}\` does is not modelled`);
  if (archive === undefined) return untold("it prints its help", 0);
  if (read.has("encrypt")) return unforeseen(call, "the password is typed");
  const chosen = readChoice(call, read);
  const given = operands.filter((operand) => !chosen.words.has(operand));
  if (read.has("delete")) return removeMembers(call, read, archive, given);
  const sources = read.has("names-stdin") ? [...given, ...(namesOf(call) ?? [])] : given;
  if (read.has("names-stdin") && namesOf(call) === undefined)
    return unforeseen(call, "which files `zip` is to pack is not known");
  const look = read.has("symlinks") ? call.files.lstat : call.files.stat;
  const there = sources.filter(({ text }) => !isError(look(text)));
  if (there.length === 0) return fail(call, "Nothing to do", 12);
  if (archive.text === "-") return untold("the bytes of the archive are not worked out", 0);
  if (read.has("move") && chosen.isChoosing)
    return unforeseen(call, "which files `zip -m` takes is not modelled");
  const name = archiveName(archive);
  const old = membersOf(call, name);
  const { packed: all, isPartial } = packTrees(call, read, there, name);
  const packed = all.filter(({ member }) => chosen.takes(slashed(member)));
  if (repeatsNames(packed)) {
    return fail(call, "Invalid command arguments (cannot repeat names in zip file)", 16);
  }
  const added = packed.map(({ member }) => member);
  const isHidden = old === undefined || read.has("password");
  if (added.length === 0 && !isPartial) return fail(call, "Nothing to do", 12);
  // Of nothing but what cannot be read it makes an empty archive, and leaves one that is there.
  const isIdle = added.length === 0 && !isError(call.files.stat(name));
  if (isIdle) return fail(call, "Not all files were readable", 18);
  const error = writeArchive(call, archive, isHidden ? undefined : withNewer(old, added));
  if (error !== undefined) return fail(call, "Could not create output file", 15);
  if (read.has("move")) removeMoved(call, packed);
  return { status: isPartial ? 18 : 0, output: told(read) };
}

function told(read: OptionsRead): Stream {
  return read.has("quiet") ? emptyStream : unknownStream("the names it prints are not worked out");
}

/** -@: a name a line on standard input. */
function namesOf(call: Call): readonly Argument[] | undefined {
  if (call.input.kind !== "text") return undefined;
  const names = call.input.text.split("\n").filter((name) => name !== "");
  return names.map((name) => plainArgument(name));
}

/** -d: members go by their names; with the last an empty archive stays. */
function removeMembers(
  call: Call,
  read: OptionsRead,
  archive: Argument,
  names: readonly Argument[],
): Outcome {
  const old = membersOf(call, archiveName(archive));
  if (old === undefined) return unforeseen(call, "which files lie in the archive is not known");
  const patterns = names.map(({ text }) => compilePattern(text));
  const kept = old.filter((member) => !patterns.some((one) => one.test(slashed(member))));
  if (kept.length === old.length) return fail(call, "Nothing to do", 12);
  const error = writeArchive(call, archive, kept);
  return error === undefined ? { status: 0, output: told(read) } : fail(call, "cannot write", 15);
}

/** A name without a suffix gets `.zip`. */
function archiveName({ text }: Argument): string {
  return baseName(text).includes(".") ? text : `${text}.zip`;
}

/** The new archive takes the place of an old one. */
function writeArchive(
  call: Call,
  archive: Argument,
  members: readonly ArchivedFile[] | undefined,
): ErrorCode | undefined {
  const name = archiveName(archive);
  const old = call.files.stat(name);
  const content: Content = {
    kind: "unknown",
    reason: "the bytes of the archive are not worked out",
    ...(members === undefined ? {} : { archive: { format: "zip", members } }),
  };
  const mode = isError(old) ? 0o666 & ~call.umask : old.mode;
  return call.files.for(archive).replace(name, content, { mode });
}

/** -m: files that were packed go, then directories that were packed and are empty by then. */
function removeMoved({ files }: Call, packed: readonly Packed[]): void {
  const directories = packed.filter(({ member }) => member.type === "directory");
  for (const { path, source, member } of packed)
    if (member.type !== "directory") files.for(source).unlink(path);
  for (const { path, source } of directories.reverse()) files.for(source).removeDirectory(path);
}
