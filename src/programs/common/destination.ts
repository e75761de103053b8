import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Call } from "../../domain/program.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";
import { quoteName } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import type { Report } from "./report.ts";

/** Options by which cp, mv, ln and install are told where to. */
export const destinationOptions: readonly string[] = [
  "-t --target-directory=DIRECTORY",
  "-T --no-target-directory",
];

/** Into a directory, or one source to one name. */
export type Destination =
  | {
      readonly kind: "directory";
      readonly directory: string;
      readonly sources: readonly Argument[];
    }
  | { readonly kind: "name"; readonly source: Argument; readonly target: Argument };

/** Reads the operands of cp, mv and install; undefined after a complaint. */
export function readDestination(
  call: Call,
  read: OptionsRead,
  report: Report,
): Destination | undefined {
  const { operands } = read;
  const directory = read.value("target-directory");
  const isName = read.has("no-target-directory");
  const [first, second, third] = operands;
  if (first === undefined) return complain(report, "missing file operand");
  if (second === undefined && directory === undefined) {
    return complain(report, `missing destination file operand after ${quoteName(first.text)}`);
  }
  if (read.values("target-directory").length > 1)
    return stop(report, "multiple target directories specified");
  if (isName && directory !== undefined) {
    return stop(report, "cannot combine --target-directory (-t) and --no-target-directory (-T)");
  }
  if (isName && third !== undefined)
    return complain(report, `extra operand ${quoteName(third.text)}`);
  if (directory !== undefined) return intoDirectory(call, report, directory, operands);
  const last = operands.at(-1) ?? first;
  const error = isName ? "ENOTDIR" : refusalAsDirectory(call, last.text);
  if (error === undefined)
    return { kind: "directory", directory: last.text, sources: operands.slice(0, -1) };
  if (operands.length > 2)
    return stop(report, `target ${quoteName(last.text)}: ${describeError(error)}`);
  return { kind: "name", source: first, target: last };
}

function intoDirectory(
  call: Call,
  report: Report,
  directory: string,
  sources: readonly Argument[],
): Destination | undefined {
  const error = refusalAsDirectory(call, directory);
  if (error === undefined) return { kind: "directory", directory, sources };
  // install, as ln, looks at the directory in another way than cp and mv do.
  if (call.name !== "install")
    return stop(report, `target directory ${quoteName(directory)}: ${describeError(error)}`);
  return stop(
    report,
    error === "ENOTDIR"
      ? `target ${quoteName(directory)} is not a directory`
      : `failed to access ${quoteName(directory)}: ${describeError(error)}`,
  );
}

/** Why a name cannot stand for a directory to put things into, or undefined. */
export function refusalAsDirectory(call: Call, path: string): ErrorCode | undefined {
  const status = call.files.stat(path);
  if (isError(status)) return status;
  return status.type === "directory" ? undefined : "ENOTDIR";
}

function complain(report: Report, message: string): undefined {
  report.usage(message);
}

function stop(report: Report, message: string): undefined {
  report.fail(message);
}
