import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { planSed, type SedPlan } from "./common/sed-plan.ts";
import { askSed, SedRun } from "./common/sed-run.ts";
import { type SedScript, scanSedScript } from "./common/sed-script.ts";
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
  const text = readScripts(call, read, isSeparate ? undefined : first)?.join("\n");
  if (text === undefined) return fail(call, "couldn't open the script file");
  const script = scanSedScript(text);
  if (script?.executes === true)
    return unforeseen(call, "the script of `sed` starts commands", first);
  const plan =
    script === undefined ? { main: text, writes: new Map() } : makePlan(call, text, script);
  const command = { options: passedWords(read), plan, mayQuit: script?.quits !== false };
  // The real sed refuses what is wrong, and in its sandbox what touches other files.
  const isAccepted = plan !== undefined && askSed(call, command, "") !== undefined;
  const isPlain = script === undefined || script.fileCommands.length === 0;
  if (isPlain && !isAccepted && worksAtAll(call)) return fail(call, "the script is not valid");
  const files = isSeparate ? read.operands : read.operands.slice(1);
  const written = script?.fileCommands.filter(({ kind }) => kind !== "read") ?? [];
  return new SedRun(call, read, command, files).run(written.map(({ name }) => name));
}

/** Whether the real sed can be asked here, so that a refusal tells of the script. */
function worksAtAll(call: Call): boolean {
  return call.compute("sed", ["-n", "-e", "p"], "") !== undefined;
}

function makePlan(call: Call, text: string, script: SedScript): SedPlan | undefined {
  return planSed(text, script, (name) => {
    const found = call.files.text(name);
    return isError(found) ? "" : found;
  });
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

function passedWords(read: OptionsRead): readonly string[] {
  const words = passed.filter((key) => read.has(key)).map((key) => `--${key}`);
  if (read.has("regexp-extended")) words.push("-E");
  const width = read.value("line-length");
  return width === undefined ? words : [...words, `--line-length=${width}`];
}
