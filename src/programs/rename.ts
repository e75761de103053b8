import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { Report } from "./common/report.ts";
import { withOptions } from "./common/with-options.ts";

const ofPerl = [
  "-v --verbose",
  "-0 --null",
  "-n --no-act --nono",
  "-f --force",
  "--path --fullpath",
  "-d --filename --nopath --nofullpath",
  "-h --help",
  "-m --man",
  "-V --version",
  "-u --unicode[=ENCODING]",
  "-e EXPRESSION",
  "-E STATEMENT",
];

const ofUtilLinux = [
  "-v --verbose",
  "-s --symlink",
  "-n --no-act",
  "-a --all",
  "-l --last",
  "-o --no-overwrite",
  "-i --interactive",
  "-h --help",
  "-V --version",
];

/** Gives many files other names: by an expression of perl, or (util-linux) one text by another. */
export const renameProgram: Program = {
  names: ["rename", "prename", "file-rename", "perl-rename", "rename.ul"],
  options: [...new Set([...ofPerl, ...ofUtilLinux])],
  run: (call) => (isPlain(call) ? renamePlain(call) : renameByPerl(call)),
};

/** Two programs go by the name; an expression tells them apart. */
function isPlain(call: Call): boolean {
  if (call.name !== "rename") return call.name === "rename.ul";
  const first = call.arguments.find(({ text }) => !text.startsWith("-"));
  const isExpression = /^\s*(s|y|tr|m)\W|^\s*\$_|;|[{(]/.test(first?.text ?? "");
  return !isExpression && !call.arguments.some(({ text }) => text === "-e");
}

function renameByPerl(call: Call): Outcome {
  return withOptions(call, ofPerl, (read) => {
    if (read.has("E") || read.has("unicode") || read.has("man"))
      return unforeseen(call, "this way to rename is not modelled");
    const given = read.values("e");
    const [first, ...rest] = read.operands;
    const text = given.length > 0 ? given.join(";") : first?.text;
    if (text === undefined) return fail(call, "usage", 1);
    const files = given.length > 0 ? read.operands : rest;
    const isOfInput = files.length === 0;
    const { input } = call;
    if (isOfInput && input.kind !== "text")
      return unforeseen(call, "which files are to be renamed is not known");
    const end = read.has("null") ? "\0" : "\n";
    const names = isOfInput && input.kind === "text" ? input.text.split(end) : [];
    const operands = isOfInput
      ? names.filter((name) => name !== "").map((name) => ({ name }))
      : files.map((operand) => ({ name: operand.text, operand }));
    return renameAll(call, read, operands, (name) => evaluate(call, text, name));
  });
}

/** The new name by perl itself, which is run for a plain substitution and nothing else. */
function evaluate(call: Call, text: string, name: string): string | undefined {
  if (name.includes("\n")) return undefined;
  const computed = call.compute("perl", ["-p", "-e", text], name);
  return computed?.status === 0 ? computed.output : undefined;
}

function renamePlain(call: Call): Outcome {
  return withOptions(
    call,
    ofUtilLinux,
    (read) => {
      const [from, to, ...files] = read.operands;
      if (from === undefined || to === undefined || files.length === 0)
        return fail(call, "not enough arguments");
      if (read.has("symlink") || read.has("interactive"))
        return unforeseen(call, "this way to rename is not modelled");
      const operands = files.map((operand) => ({ name: operand.text, operand }));
      const change = (name: string): string => {
        if (from.text === "") return to.text + name;
        if (read.has("all")) return name.replaceAll(from.text, () => to.text);
        const at = read.has("last") ? name.lastIndexOf(from.text) : name.indexOf(from.text);
        const end = at + from.text.length;
        return at < 0 ? name : name.slice(0, at) + to.text + name.slice(end);
      };
      return renameAll(call, read, operands, change, true);
    },
    { stopsAtOperand: true },
  );
}

interface Renamed {
  readonly name: string;
  readonly operand?: Argument;
}

function renameAll(
  call: Call,
  read: OptionsRead,
  files: readonly Renamed[],
  change: (name: string) => string | undefined,
  isUtilLinux = false,
): Outcome {
  const report = new Report(call);
  const keepsFolder = isUtilLinux || read.has("nofullpath");
  for (const { name, operand } of files) {
    const slash = keepsFolder ? name.lastIndexOf("/") + 1 : 0;
    const changed = change(name.slice(slash));
    if (changed === undefined)
      return unforeseen(call, "what the expression makes of the names is not worked out");
    const target = slash === 0 ? changed : joinPath(name.slice(0, slash), changed);
    if (target === name) continue;
    const view = operand === undefined ? call.files : call.files.for(operand);
    const isTaken = !isError(view.lstat(target));
    const keeps = isUtilLinux ? read.has("no-overwrite") : !read.has("force");
    if (read.has("verbose") || read.has("nono") || read.has("no-act"))
      report.printUnknown("the names it prints are not worked out");
    if (isTaken && keeps) {
      report.warn(`${name} not renamed: ${target} already exists`);
      continue;
    }
    if (read.has("nono") || read.has("no-act")) continue;
    const error = view.rename(name, target);
    if (error !== undefined) report.fail(`Can't rename ${name} ${target}`);
  }
  return report.outcome();
}
