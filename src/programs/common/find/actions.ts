import type { Argument } from "../../../domain/argument.ts";
import type { Outcome } from "../../../domain/program.ts";
import { emptyStream } from "../../../domain/stream.ts";
import type { WalkEntry } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { baseName, directoryName } from "../paths.ts";
import type { Report } from "../report.ts";
import { runInner } from "../wrapper.ts";
import type { Check, Obstacle } from "./compile.ts";
import type { Primary } from "./grammar.ts";
import { formatEntry } from "./print-format.ts";

/** What the walk and the actions share. */
export interface ActionContext {
  readonly report: Report;
  readonly follow: "never" | "root" | "always";
  /** Seconds at which the command starts. */
  readonly now: number;
  /** The same, or the end of the day where -daystart came before the test. */
  originOf(primary: Primary): number;
  /** The dialect that -regextype chose before the test. */
  regexTypeOf(primary: Primary): string;
  /** The paths for which the real find says that a test is true; undefined where it cannot tell. */
  askReal(primary: Primary): ReadonlySet<string> | undefined;
  /** Whether anything comes after it that its success could decide over. */
  isFollowed(primary: Primary): boolean;
  /** The starting point of an entry. */
  startOf(): string;
  /** -prune: the directory is not entered. */
  prune(entry: WalkEntry): void;
  /** -quit. */
  quit(): void;
  /** Adds to what an -fprint of this primary writes. */
  collect(primary: Primary, text: string | undefined): void;
  /** Adds to the batch of an `-exec … +`. */
  batch(primary: Primary, word: Argument, directory: string | undefined): void;
}

const names =
  /^-(delete|exec|execdir|ok|okdir|ls|fls|print|print0|printf|fprint|fprint0|fprintf|prune|quit)$/;

/** Whether a primary acts rather than tests. */
export function isAction(primary: Primary): boolean {
  return names.test(primary.name);
}

/** Whether an action keeps find from printing the names by itself. */
export function replacesPrint(primary: Primary): boolean {
  return isAction(primary) && primary.name !== "-prune" && primary.name !== "-quit";
}

/** An action as a function of an entry. */
export function compileAction(primary: Primary, context: ActionContext): Check | Obstacle {
  switch (primary.name) {
    case "-prune":
      return succeed((entry) => context.prune(entry));
    case "-quit":
      return succeed(() => context.quit());
    case "-delete":
      return (entry) => deleteEntry(context, primary, entry);
    case "-exec":
    case "-execdir":
    case "-ok":
    case "-okdir":
      return compileCommand(primary, context);
    default:
      return compilePrint(primary, context);
  }
}

function succeed(act: (entry: WalkEntry) => void): Check {
  return (entry) => {
    act(entry);
    return true;
  };
}

function deleteEntry(context: ActionContext, primary: Primary, entry: WalkEntry): boolean {
  // find leaves the directory it stands in.
  if (entry.path === ".") return true;
  const { report } = context;
  const files = report.call.files.for(primary.argument);
  const isDirectory = entry.type === "directory" && context.follow !== "always";
  const status = context.follow === "always" ? report.call.files.lstat(entry.path) : undefined;
  const isReal = status !== undefined && !isError(status) && status.type === "directory";
  const error =
    isDirectory || isReal ? files.removeDirectory(entry.path) : files.unlink(entry.path);
  if (error === undefined) return true;
  report.failOn("cannot delete", entry.path, error);
  return false;
}

function compilePrint(primary: Primary, context: ActionContext): Check {
  const toFile = primary.name.startsWith("-f");
  const print = (text: string | undefined) => {
    if (toFile) context.collect(primary, text);
    else if (text === undefined)
      context.report.printUnknown("what find prints of it is not modelled");
    else context.report.print(text);
  };
  if (primary.name.endsWith("ls")) return succeed(() => print(undefined));
  if (primary.name.endsWith("printf")) {
    const format = primary.values.at(-1)?.text ?? "";
    return succeed((entry) => print(formatEntry(context, format, entry)));
  }
  const end = primary.name.endsWith("0") ? "\0" : "\n";
  return succeed((entry) => print(entry.path + end));
}

function compileCommand(primary: Primary, context: ActionContext): Check {
  const inDirectory = primary.name.endsWith("dir");
  const asks = primary.name.startsWith("-ok");
  return (entry) => {
    const word = inDirectory ? `./${baseName(entry.path)}` : entry.path;
    const directory = inDirectory ? directoryOf(context, entry.path) : undefined;
    if (primary.isBatched === true) {
      context.batch(primary, inputWord(word), directory);
      return true;
    }
    const command = primary.values.map((value) => replaceBraces(value, word));
    if (
      asks &&
      !context.report.ask(`< ${command.map(({ text }) => text).join(" ")} >`, primary.argument)
    ) {
      return false;
    }
    const outcome = runFound(context, command, directory, asks);
    if (outcome.status !== undefined) return outcome.status === 0;
    if (context.isFollowed(primary)) {
      context.report.call.unknown("whether what find runs succeeds is not known", primary.argument);
    }
    return true;
  };
}

/** Runs a command for what was found; its output is part of find's. */
export function runFound(
  context: ActionContext,
  command: readonly Argument[],
  directory: string | undefined,
  hasNoInput = false,
): Outcome {
  const { report } = context;
  const outcome = runInner(report.call, command, {
    ...(directory === undefined ? {} : { directory }),
    ...(hasNoInput ? { input: emptyStream } : {}),
  });
  report.printStream(outcome.output);
  return outcome;
}

function directoryOf(context: ActionContext, path: string): string {
  const real = context.report.call.files.realPath(directoryName(path));
  return isError(real) ? directoryName(path) : real;
}

function replaceBraces(value: Argument, word: string): Argument {
  if (!value.text.includes("{}")) return value;
  const text = value.text.replaceAll("{}", () => word);
  return { ...value, text, origins: [...value.origins, { kind: "input" }] };
}

function inputWord(text: string): Argument {
  return { text, written: "{}", span: [0, 0], origins: [{ kind: "input" }] };
}
