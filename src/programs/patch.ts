import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { PatchFiles } from "./common/patch/files.ts";
import { parsePatch, reversePatch } from "./common/patch/parse.ts";
import { joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-p --strip=NUM",
  "-F --fuzz=LINES",
  "-l --ignore-whitespace",
  "-c --context",
  "-e --ed",
  "-n --normal",
  "-u --unified",
  "-N --forward",
  "-R --reverse",
  "-i --input=FILE",
  "-o --output=FILE",
  "-r --reject-file=FILE",
  "-D --ifdef=NAME",
  "--merge[=STYLE]",
  "-E --remove-empty-files",
  "-Z --set-utc",
  "-T --set-time",
  "--quoting-style=WORD",
  "-b --backup",
  "--backup-if-mismatch",
  "--no-backup-if-mismatch",
  "-V --version-control=STYLE",
  "-B --prefix=PREFIX",
  "-Y --basename-prefix=PREFIX",
  "-z --suffix=SUFFIX",
  "-g --get=NUM",
  "-t --batch",
  "-f --force",
  "-s --quiet --silent",
  "--verbose",
  "--dry-run",
  "--posix",
  "-d --directory=DIR",
  "--reject-format=FORMAT",
  "--binary",
  "--read-only=BEHAVIOR",
  "--follow-symlinks",
  "-v --version",
  "--help",
];

/** Options whose doings are not modelled. */
const unmodelled = [
  "ignore-whitespace",
  "context",
  "ed",
  "normal",
  "output",
  "ifdef",
  "merge",
  "version-control",
  "prefix",
  "basename-prefix",
  "get",
  "posix",
  "read-only",
];

/** Brings the changes of a diff into files. */
export const patchProgram: Program = {
  names: ["patch"],
  options,
  run: (call) => withOptions(call, options, (read) => patch(call, read), { usageStatus: 2 }),
};

function patch(call: Call, read: OptionsRead): Outcome {
  const stranger = read.given.find(({ key }) => unmodelled.includes(key));
  if (stranger !== undefined)
    return unforeseen(
      call,
      `what \`patch --${stranger.key}\` does is not modelled`,
      stranger.argument,
    );
  const [file, source] = read.operands;
  const directory = read.value("directory");
  const inDirectory = (name: string) =>
    directory === undefined ? name : joinPath(directory, name);
  const name = read.value("input") ?? source?.text;
  const text = name === undefined || name === "-" ? call.input : call.files.text(inDirectory(name));
  if (isError(text)) return fail(call, `Can't open patch file ${name}`, 2);
  const bytes = typeof text === "object" ? (text.kind === "text" ? text.text : undefined) : text;
  if (bytes === undefined) return unforeseen(call, "what the patch says is not known");
  const parsed = parsePatch(bytes);
  if (parsed === undefined)
    return unforeseen(call, "a patch of another kind than `diff -u` is not followed");
  if (parsed.length === 0)
    return bytes.trim() === ""
      ? { status: 0, output: emptyStream }
      : fail(call, "Only garbage was found in the patch input.", 2);
  const patches = read.has("reverse") ? parsed.map(reversePatch) : parsed;
  const work = new PatchFiles(call, read, inDirectory);
  for (const one of patches) {
    if (!work.apply(one, file)) return untold("what it tells is not worked out");
  }
  const errors = unknownStream("what it tells is not worked out");
  return { status: work.status, output: errors, errors };
}
