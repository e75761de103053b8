import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { emptyContent } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { baseName, directoryName, joinPath } from "./common/paths.ts";
import type { Report } from "./common/report.ts";

const options = [
  "-d --directory",
  "-u --dry-run",
  "-q --quiet",
  "--suffix=SUFF",
  "-p DIR",
  "--tmpdir[=DIR]",
  "-t",
  "-V",
  ...commonOptions,
];
const defaultTemplate = "tmp.XXXXXXXXXX";

/** Makes a file or directory under a name of its own; which one, nobody can tell before. */
export const mktempProgram: Program = {
  names: ["mktemp"],
  options,
  run: (call) => runCoreutil(call, options, (read, report) => makeTemporary(call, read, report)),
};

function makeTemporary(call: Call, read: OptionsRead, report: Report): void {
  const template = readTemplate(call, read, report);
  if (template === undefined) return;
  const path =
    template.directory === "" ? template.name : joinPath(template.directory, template.name);
  const parent = directoryName(path);
  const where = call.files.stat(parent);
  const refusal = isError(where)
    ? where
    : where.type !== "directory"
      ? "ENOTDIR"
      : read.has("dry-run")
        ? undefined
        : call.files.access(parent, "write");
  if (refusal !== undefined) {
    const what = read.has("directory") ? "directory" : "file";
    const message = `failed to create ${what} via template ${quoteText(path, call.environment)}: ${describeError(refusal)}`;
    if (read.has("quiet")) report.setStatus(1);
    else report.fail(message);
    return;
  }
  if (read.has("dry-run")) {
    report.printUnknown("the name that mktemp chooses is not known before");
    return;
  }
  const example = exampleOf(call, path);
  report.print(`${example}\n`);
  call.unknownIfLeft("the name that `mktemp` chooses is not known before", baseName(example));
  if (read.has("directory")) call.files.makeDirectory(example, 0o700);
  else call.files.write(example, emptyContent, { mode: 0o600, isExclusive: true });
}

/**
 * What is made stands under the template's own name, or one like it where that is taken. Most lines
 * take it away again, or move it to a name that is known.
 */
function exampleOf(call: Call, path: string): string {
  if (call.files.lstat(path) === "ENOENT") return path;
  const code = `Z${call.earlierEffects().length.toString(36)}`;
  return path.replace(/X+(?=[^X]*$)/, (marks) => (marks + code).slice(-marks.length));
}

interface Template {
  /** Empty for the current directory. */
  readonly directory: string;
  readonly name: string;
}

function readTemplate(call: Call, read: OptionsRead, report: Report): Template | undefined {
  const quote = (text: string): string => quoteText(text, call.environment);
  const [operand, extra] = read.operands;
  if (extra !== undefined) {
    report.usage("too many templates");
    return undefined;
  }
  const name = operand?.text ?? defaultTemplate;
  const suffix = read.value("suffix");
  const problem = findProblem(name, suffix, quote);
  if (problem !== undefined) {
    report.fail(problem);
    return undefined;
  }
  const usesDirectory =
    operand === undefined || read.has("p") || read.has("tmpdir") || read.has("t");
  const full = name + (suffix ?? "");
  if (!usesDirectory) return { directory: "", name: full };
  const isNameOnly = read.has("t");
  if (isNameOnly && name.includes("/")) {
    report.fail(`invalid template, ${quote(name)}, contains directory separator`);
    return undefined;
  }
  if (!isNameOnly && name.startsWith("/")) {
    report.fail(`invalid template, ${quote(name)}; with --tmpdir, it may not be absolute`);
    return undefined;
  }
  return { directory: findDirectory(call, read), name: full };
}

function findProblem(
  name: string,
  suffix: string | undefined,
  quote: (text: string) => string,
): string | undefined {
  if (suffix !== undefined && !name.endsWith("X"))
    return `with --suffix, template ${quote(name)} must end in X`;
  if (suffix?.includes("/") === true)
    return `invalid suffix ${quote(suffix)}, contains directory separator`;
  const run = suffix === undefined ? /X+(?=[^X]*$)/.exec(name)?.[0] : /X+$/.exec(name)?.[0];
  const after = suffix === undefined ? name.slice(name.lastIndexOf("X") + 1) : "";
  if (after.includes("/")) return `invalid suffix ${quote(after)}, contains directory separator`;
  return (run ?? "").length < 3 ? `too few X's in template ${quote(name)}` : undefined;
}

function findDirectory(call: Call, read: OptionsRead): string {
  const temporary = call.environment.get("TMPDIR") ?? "";
  const given = read.given.findLast(({ key }) => key === "p" || key === "tmpdir")?.value ?? "";
  const fallback = temporary === "" ? "/tmp" : temporary;
  if (read.has("t")) return temporary === "" ? (given === "" ? "/tmp" : given) : temporary;
  return given === "" ? fallback : given;
}
