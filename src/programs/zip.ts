import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { baseName } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

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
  "delete",
  "freshen",
  "fix",
  "update",
  "output-file",
  "split-size",
  "names-stdin",
  "recurse-patterns",
  "copy-entries",
  "adjust-sfx",
  "temp-path",
  "junk-sfx",
  "out",
];

function zip(call: Call, read: OptionsRead): Outcome {
  const [archive, ...sources] = read.operands;
  const stranger = unmodelled.find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`zip --${stranger}\` does is not modelled`);
  if (archive === undefined) return untold("it prints its help", 0);
  const look = read.has("symlinks") ? call.files.lstat : call.files.stat;
  const there = sources.filter(({ text }) => !isError(look(text)));
  const [first] = there;
  if (first === undefined) return fail(call, "Nothing to do", 12);
  if (archive.text === "-") return untold("the bytes of the archive are not worked out", 0);
  const isChoosing = read.has("include") || read.has("exclude");
  if (read.has("move") && isChoosing)
    return unforeseen(call, "which files `zip -m` takes is not modelled");
  if (read.has("junk-paths") && isRepeated(there)) {
    return fail(call, "Invalid command arguments (cannot repeat names in zip file)", 16);
  }
  const error = writeArchive(call, archive);
  if (error !== undefined) return fail(call, "Could not create output file", 15);
  if (read.has("move")) removeMoved(call, read, there);
  const output = read.has("quiet")
    ? emptyStream
    : unknownStream("the names it prints are not worked out");
  return { status: 0, output };
}

/** Whether two of the files would have one name without their directories. */
function isRepeated(sources: readonly Argument[]): boolean {
  const paths = [...new Set(sources.map(({ text }) => text))];
  return new Set(paths.map(baseName)).size < paths.length;
}

/** A name without a suffix gets `.zip`; the new archive takes the place of an old one. */
function writeArchive(call: Call, archive: Argument): ReturnType<Call["files"]["unlink"]> {
  const name = archive.text.replace(/^.*\//, "").includes(".")
    ? archive.text
    : `${archive.text}.zip`;
  const old = call.files.stat(name);
  const content = {
    kind: "unknown",
    reason: "the bytes of the archive are not worked out",
  } as const;
  const mode = isError(old) ? 0o666 & ~call.umask : old.mode;
  return call.files.for(archive).replace(name, content, { mode });
}

/** -m: files that were packed go; directories only with -r, once they are empty. */
function removeMoved(call: Call, read: OptionsRead, sources: readonly Argument[]): void {
  for (const source of sources) {
    const files = call.files.for(source);
    const status = files.lstat(source.text);
    const isDirectory = !isError(status) && status.type === "directory";
    if (!isDirectory) files.unlink(source.text);
    else if (read.has("recurse-paths")) files.removeTree(source.text);
  }
}
