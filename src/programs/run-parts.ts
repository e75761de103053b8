import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { Report } from "./common/report.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--test",
  "--list",
  "-v --verbose",
  "-d --debug",
  "--report",
  "--reverse",
  "--exit-on-error",
  "--stdin",
  "--new-session",
  "--regex=EXPRESSION",
  "--lsbsysinit",
  "-u --umask=MASK",
  "-a --arg=ARGUMENT",
  "-h --help",
  "-V --version",
];

/** Runs all programs of a directory, one after the other, as `/etc/cron.daily`. */
export const runPartsProgram: Program = {
  names: ["run-parts"],
  options,
  run: (call) => withOptions(call, options, (read) => runParts(call, read)),
};

function runParts(call: Call, read: OptionsRead): Outcome {
  const [directory, second] = read.operands;
  if (directory === undefined || second !== undefined) return fail(call, "missing operand");
  if (["regex", "lsbsysinit", "umask"].some((key) => read.has(key)))
    return unforeseen(call, "which files a rule of its own chooses is not worked out");
  const entries = call.files.readDirectory(directory.text);
  if (isError(entries)) return fail(call, `failed to open directory ${directory.text}`);
  const isListing = read.has("test") || read.has("list");
  const report = new Report(call);
  for (const path of chosen(
    call,
    read,
    directory.text,
    entries.map(({ name }) => name),
  )) {
    if (isListing) report.print(`${path}\n`);
    else if (!runOne(call, read, report, path) && read.has("exit-on-error")) break;
  }
  return report.outcome();
}

/** Names of letters, digits, `_` and `-` in the order of their bytes; what may be run, or with --list any file. */
function chosen(
  call: Call,
  read: OptionsRead,
  directory: string,
  names: readonly string[],
): readonly string[] {
  const sorted = names.filter((name) => /^[\w-]+$/.test(name)).toSorted();
  const paths = (read.has("reverse") ? sorted.toReversed() : sorted).map((name) =>
    joinPath(directory, name),
  );
  return paths.filter((path) => {
    const status = call.files.stat(path);
    if (isError(status) || status.type !== "file") return false;
    return read.has("list") || call.files.access(path, "execute") === undefined;
  });
}

/** True unless it surely fails. */
function runOne(call: Call, read: OptionsRead, report: Report, path: string): boolean {
  const words = [path, ...read.values("arg")].map((text) => plainArgument(text));
  const { status, output } = call.runCommand(words);
  report.printStream(output);
  if (status === undefined) report.forgetStatus();
  else if (status !== 0) report.fail(`${path} exited with return code ${status}`);
  return status === undefined || status === 0;
}
