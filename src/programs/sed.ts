import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, type Stream, unknownStream } from "../domain/stream.ts";
import type { Content } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { findSource } from "./common/filter-source.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { Report } from "./common/report.ts";
import { editInPlace } from "./common/sed-in-place.ts";
import { type SedCommand, type SedScript, scanSedScript } from "./common/sed-script.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-n --quiet --silent",
  "--debug",
  "-e --expression=SCRIPT",
  "-f --file=FILE",
  "--follow-symlinks",
  "-i --in-place[=SUFFIX]",
  "-l --line-length=N",
  "--posix",
  "-b --binary",
  "-E -r --regexp-extended",
  "-s --separate",
  "--sandbox",
  "-u --unbuffered",
  "-z --null-data --zero-terminated",
  "--help",
  "--version",
];

/** Changes text by a script; with -i it puts a new file in the place of each one it reads. */
export const sedProgram: Program = {
  names: ["sed", "gsed"],
  options,
  run: (call) => withOptions(call, options, (read) => sed(call, read)),
};

function sed(call: Call, read: OptionsRead): Outcome {
  const isSeparate = read.has("expression") || read.has("file");
  const [first] = read.operands;
  if (!isSeparate && first === undefined) return fail(call, "no script given");
  const scripts = readScripts(call, read, isSeparate ? undefined : first);
  if (scripts === undefined) return fail(call, "couldn't open the script file");
  const script = scanSedScript(scripts.join("\n"));
  const words = commandWords(read, scripts);
  // The real sed refuses what is wrong, and in its sandbox what touches other files.
  const isAccepted = call.compute("sed", words, "") !== undefined;
  if (script === undefined && !isAccepted) return fail(call, "the script is not valid");
  const found: SedScript = script ?? { writes: [], reads: [], executes: false };
  if (found.executes) return unforeseen(call, "the script of `sed` starts commands", first);
  const files = isSeparate ? read.operands : read.operands.slice(1);
  return apply(call, read, { words, script: found }, files);
}

function apply(
  call: Call,
  read: OptionsRead,
  command: SedCommand,
  files: readonly Argument[],
): Outcome {
  writeNamed(call, command.script);
  if (read.has("in-place") && files.length > 0) return editFiles(call, read, command, files);
  if (hasFiles(command.script)) return untold("the script of `sed` reads or writes files", 0);
  if (read.has("debug")) return untold("the listing of the script is not modelled", 0);
  return filter(call, command, files);
}

function hasFiles(script: SedScript): boolean {
  return script.writes.length + script.reads.length > 0;
}

/** Files of `w` commands are emptied first; what then goes into them is not worked out. */
function writeNamed(call: Call, script: SedScript): void {
  for (const path of new Set(script.writes)) {
    if (path === "/dev/stdout" || path === "/dev/stderr") continue;
    const content: Content = {
      kind: "unknown",
      reason: "which lines sed writes is not worked out",
    };
    call.files.write(path, content);
    call.unknown("what `sed` writes by its `w` commands is not worked out");
  }
}

function editFiles(
  call: Call,
  read: OptionsRead,
  command: SedCommand,
  files: readonly Argument[],
): Outcome {
  const report = new Report(call);
  for (const file of files) {
    if (!editInPlace(report, read, command, file)) break;
  }
  return report.outcome();
}

function filter(call: Call, command: SedCommand, files: readonly Argument[]): Outcome {
  const source = findSource(call, files, [], {});
  if (source.kind === "stream") return { status: 0, output: source.stream };
  const names = files.map((file) => source.replaced.get(file) ?? file.text);
  const computed = call.compute("sed", [...command.words, "--", ...names], source.text);
  if (computed === undefined) return untold("the output of `sed` was not worked out", 0);
  const output: Stream =
    source.isForeign && computed.status !== 0
      ? unknownStream("`sed` would read what is hidden from you")
      : { kind: "text", text: computed.output };
  return { status: computed.status, output: output ?? emptyStream };
}

/** Texts of -e and -f in their order; undefined where a file cannot be read. */
function readScripts(
  call: Call,
  read: OptionsRead,
  operand: Argument | undefined,
): readonly string[] | undefined {
  if (operand !== undefined) return [operand.text];
  const texts: string[] = [];
  for (const { key, value } of read.given) {
    if (value === undefined) continue;
    if (key === "expression") texts.push(value);
    if (key !== "file") continue;
    const text = value === "-" ? textOfInput(call) : call.files.text(value);
    if (text === undefined || isError(text)) return undefined;
    texts.push(text.replace(/\n$/, ""));
  }
  return texts;
}

function textOfInput(call: Call): string | undefined {
  return call.input.kind === "text" ? call.input.text : undefined;
}

const passed = ["silent", "posix", "separate", "zero-terminated"];

function commandWords(read: OptionsRead, scripts: readonly string[]): readonly string[] {
  const words = passed.filter((key) => read.has(key)).map((key) => `--${key}`);
  if (read.has("regexp-extended")) words.push("-E");
  const width = read.value("line-length");
  if (width !== undefined) words.push(`--line-length=${width}`);
  return [...words, ...scripts.flatMap((script) => ["-e", script])];
}
