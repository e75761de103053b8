import { type Argument, plainArgument } from "../../domain/argument.ts";
import type { Call, Outcome, Program } from "../../domain/program.ts";
import type { Stream } from "../../domain/stream.ts";
import { emptyStream, unknownStream } from "../../domain/stream.ts";
import { isError } from "../../domain/world.ts";
import { noteSwelling, startOfEndless, zeroBytes } from "./filter-endless.ts";
import { type FilterSource, findSource } from "./filter-source.ts";
import { type GivenOption, type OptionsRead, readOptions } from "./options.ts";
import { complaintOf, fail, untold } from "./outcome.ts";
import { holdsOwnOutput, isOwnOutput, ownOutput } from "./own-output.ts";
import { type OptionRules, withOptions } from "./with-options.ts";
import { writeStream } from "./write-stream.ts";

/**
 * A program that only reads: its output and status are learned by running the real one on the
 * known standard input and on files that the line has not changed.
 */
export interface Filter {
  readonly names: readonly string[];
  readonly options: readonly string[];
  /** How many operands come before the files: 1 for grep's pattern. None by default. */
  readonly countLeading?: (read: OptionsRead, call: Call) => number;
  /** Keys of options whose value is a file that is read. */
  readonly fileOptions?: readonly string[];
  /** It never reads standard input (`stat`, `which`). */
  readonly ignoresInput?: boolean;
  /** An operand without a letter names no file (`awk`). */
  readonly skipsEmptyNames?: boolean;
  /** It tells of a link that leads nowhere as of anything else (`du`). */
  readonly looksAtNames?: boolean;
  /** Its output names its files or it reads several in step: content cannot come by standard input. */
  readonly needsFiles?: boolean | ((read: OptionsRead, files: readonly Argument[]) => boolean);
  /** What it reads when no operand names a file, instead of standard input (`du`, `grep -r`). */
  readonly defaultOperand?: (read: OptionsRead) => string | undefined;
  /** The real program and its first arguments, where it differs from the name (`egrep`). */
  readonly realProgram?: (name: string) => readonly [program: string, ...words: string[]];
  /** Where it finds nothing it prints nothing (`grep`, `diff`). */
  readonly mayPrintNothing?: boolean;
  /** It prints nothing whatever it finds (`-q`). */
  readonly isSilent?: (read: OptionsRead) => boolean;
  /** Its status depends on what it reads (`grep`, `cmp`); else it is 0 where the output is not known. */
  readonly isStatusFromData?: boolean;
  /** The same, where it hangs on an option (`sort -c`). */
  readonly hasStatusFromData?: (read: OptionsRead) => boolean;
  /** Options end at the first operand. */
  readonly stopsAtOperand?: boolean;
  /** Its status where standard input cannot be read, as a directory; 1 when left out. */
  readonly unreadableStatus?: number;
  /** It keeps all that it reads in memory before it prints (`sort`), or each line (`grep`). */
  readonly holds?: "input" | "lines";
  /** It stops reading after a while, so that input without end has an end (`head`). */
  readonly endsInput?: boolean;
  /** Why the output of this call cannot be worked out, or undefined. */
  readonly refuses?: (call: Call, read: OptionsRead) => string | undefined;
  /** The answer where the model itself knows it, though the line has changed what is read. */
  readonly answer?: (call: Call, read: OptionsRead) => Outcome | undefined;
  /**
   * That it finds nothing in the file that its own output goes to, and its status where it says so;
   * undefined where it reads that like any other.
   */
  readonly meetsOwnOutput?: (
    read: OptionsRead,
    call: Call,
  ) => { readonly status?: number } | undefined;
  /** The file written to is made before anything is read. */
  readonly opensOutputFirst?: boolean;
  /** Nothing in that file changes before all of standard input was read, to its end. */
  readonly writesAfterInput?: (read: OptionsRead) => boolean;
  /** Also where it fails that file gets what came out until then; without a byte it is not opened. */
  readonly writesWhatThereIs?: boolean;
  /** Status where that file cannot be written; 1 when left out. */
  readonly outputFailure?: number;
  /** Its complaint about its words, before it reads or writes anything. */
  readonly complains?: (call: Call, read: OptionsRead) => string | undefined;
  /** Its own spellings of options, as the table has them. */
  readonly respell?: (word: Argument) => Argument;
  /** The file it writes to instead of its standard output. */
  readonly findOutput?: (read: OptionsRead) => FilterOutput;
}

/** The word that names the file written to: an operand, or an option's value. */
export interface FilterOutput {
  readonly operand?: Argument | undefined;
  readonly option?: GivenOption | undefined;
}

/** The model of a read-only program. */
export function defineFilter(filter: Filter): Program {
  return {
    names: filter.names,
    options: filter.options,
    acceptsUnknown: filter.findOutput === undefined,
    run: (call) => runFilter(call, filter),
  };
}

function runFilter(call: Call, filter: Filter): Outcome {
  const hidden = call.arguments.find((argument) => argument.unknown !== undefined);
  if (hidden?.unknown !== undefined) return untold(hidden.unknown);
  const isReadOnly = filter.findOutput === undefined;
  const { respell } = filter;
  const words = respell === undefined ? call.arguments : call.arguments.map(respell);
  const rules = { isReadOnly, stopsAtOperand: filter.stopsAtOperand === true, words };
  const refused = refusedByReal(call, filter, rules);
  if (refused !== undefined) return refused;
  const run = (read: OptionsRead) => withHints(filter, read, deliver(call, filter, read, words));
  return withOptions(call, filter.options, run, rules);
}

/** The real program is asked whether it has an option of one letter that the table lacks. */
function refusedByReal(call: Call, filter: Filter, rules: OptionRules): Outcome | undefined {
  const words = rules.words ?? call.arguments;
  const [stranger] = readOptions(filter.options, words, rules).unrecognized;
  if (stranger === undefined || !/^-[^-]$/.test(stranger.text)) return undefined;
  const [program, ...first] = filter.realProgram?.(call.name) ?? [call.name];
  const computed = call.compute(program, [...first, stranger.text], "");
  const isRefused = computed !== undefined && computed.status > 0 && computed.output === "";
  return isRefused ? fail(call, `invalid option ${stranger.text}`, computed.status) : undefined;
}

/** What is known of an output that is not: that it is empty, or may be. */
function withHints(filter: Filter, read: OptionsRead, outcome: Outcome): Outcome {
  if (filter.isSilent?.(read) === true) return { ...outcome, output: emptyStream };
  const { output, status } = outcome;
  if (filter.mayPrintNothing !== true || status !== undefined) return outcome;
  if (output.kind !== "unknown") return outcome;
  return { ...outcome, output: { ...output, mayBeEmpty: true } };
}

/** Runs the filter, and writes where it writes to. */
function deliver(
  call: Call,
  filter: Filter,
  read: OptionsRead,
  given: readonly Argument[],
): Outcome {
  const complaint = filter.complains?.(call, read);
  if (complaint !== undefined) return fail(call, complaint, filter.outputFailure);
  const { operand, option } = filter.findOutput?.(read) ?? {};
  const target = operand?.text ?? option?.value;
  if (target === undefined || target === "-") return work(call, filter, read, given);
  const words = operand === undefined ? rebuild(read, option) : without(given, operand);
  const outcome = work(call, filter, read, words, operand);
  if (filter.writesWhatThereIs === true) {
    if (outcome.output.kind === "text" && outcome.output.text === "") return outcome;
  } else if (outcome.status !== undefined && outcome.status !== 0) {
    if (filter.opensOutputFirst === true && isError(call.files.lstat(target))) {
      writeStream(call, target, emptyStream, operand ?? option?.argument);
    }
    return outcome;
  }
  const isAfterInput = filter.writesAfterInput?.(read) === true;
  const named = operand ?? option?.argument;
  const error = writeStream(call, target, outcome.output, named, { isAfterInput });
  const status = error === undefined ? outcome.status : (filter.outputFailure ?? 1);
  return { ...outcome, status, output: emptyStream };
}

function work(
  call: Call,
  filter: Filter,
  read: OptionsRead,
  words: readonly Argument[],
  output?: Argument,
): Outcome {
  const met = filter.meetsOwnOutput?.(read, call);
  if (met === undefined) return workOn(call, filter, read, words, { output });
  const { status } = met;
  if (status === undefined)
    return workOn(call, filter, read, words, { output, isOverlooked: true });
  const operands = fileOperands(call, filter, read);
  const own = operands.filter(({ text }) => isOwnOutput(call, text === "-" ? "" : text));
  const isInput = readsInput(operands) && isOwnOutput(call, call.inputPath ?? "");
  const isHeld = operands.some(({ text }) => holdsOwnOutput(call, text));
  if (own.length === 0 && !isInput && !isHeld) return workOn(call, filter, read, words, { output });
  if (isInput || own.length === operands.length) return { status, output: emptyStream };
  const others = words.map((word) => (own.includes(word) ? plainArgument("/dev/null") : word));
  const given = { output, own, isOverlooked: true };
  return { ...workOn(call, filter, read, others, given), status };
}

function readsInput(operands: readonly Argument[]): boolean {
  return operands.length === 0 || operands.some(({ text }) => text === "-");
}

/** How the file that the output goes to stands among what is read. */
interface OutputPlace {
  readonly output?: Argument | undefined;
  /** Operands that name it, which are passed over. */
  readonly own?: readonly Argument[];
  /** Made by the line, it adds nothing to the tree that it lies in. */
  readonly isOverlooked?: boolean;
}

function workOn(
  call: Call,
  filter: Filter,
  read: OptionsRead,
  words: readonly Argument[],
  { output, own = [], isOverlooked = false }: OutputPlace,
): Outcome {
  const status =
    filter.isStatusFromData === true || filter.hasStatusFromData?.(read) === true ? undefined : 0;
  const files = fileOperands(call, filter, read).filter(
    (operand) => operand !== output && !own.includes(operand),
  );
  if (filter.holds !== undefined) noteSwelling(call, files, filter.holds);
  const refusal = filter.refuses?.(call, read);
  if (refusal !== undefined) return untold(refusal, status);
  const named = (filter.fileOptions ?? []).flatMap((key) => read.values(key));
  const needsFiles =
    typeof filter.needsFiles === "function"
      ? filter.needsFiles(read, [...files, ...own])
      : filter.needsFiles === true;
  const ignoresInput = filter.ignoresInput === true;
  if (isOnlyShown(call, read, files, status))
    return untold("it only prints on the terminal", status);
  const failsOnDirectories = !needsFiles && !ignoresInput && filter.defaultOperand === undefined;
  const made = isOverlooked ? ownOutput(call) : undefined;
  const except = made !== undefined && made.inode < 0 ? made.path : undefined;
  const looksAtNames = filter.looksAtNames === true;
  const rules = { ignoresInput, needsFiles, failsOnDirectories, looksAtNames, except };
  const source = findSource(call, files, named, rules);
  const likely = areReadable(call, files) ? status : undefined;
  if (source.kind === "unreadable") return failedRead(filter);
  if (source.kind === "input") {
    // A single file comes as standard input, which not every program calls `-`.
    const isOnly =
      files.length === 1 && files[0] !== undefined && source.replaced.get(files[0]) === "-";
    const rest = isOnly ? words.filter((word) => word !== files[0]) : words;
    return computeFrom(call, source, filter, rest, likely);
  }
  const known = filter.answer?.(call, read);
  if (known !== undefined) return known;
  const { stream } = source;
  if (stream.kind !== "endless" || filter.endsInput !== true) {
    return { status: likely, output: stream };
  }
  const start = startOfEndless(stream.repeated ?? zeroBytes(files));
  const unseen = unknownStream("how bytes without end begin is not worked out");
  if (start === undefined) return { status: 0, output: unseen };
  const replaced = new Map(files.map((file) => [file, "-"]));
  const begun = { kind: "input", text: start, replaced, isForeign: false } as const;
  const outcome = computeFrom(call, begun, filter, words, 0);
  const isWhole = outcome.output.kind === "text" && outcome.output.text.length < start.length;
  return isWhole ? outcome : { status: 0, output: unseen };
}

function failedRead({ unreadableStatus = 1 }: Filter): Outcome {
  return { status: unreadableStatus, output: emptyStream, errors: unknownStream("it complains") };
}

/** Whether every operand is something that can be read; else the status is not sure to be 0. */
function areReadable(call: Call, files: readonly Argument[]): boolean {
  return files.every(({ text }) => {
    if (text === "-") return true;
    const status = call.files.stat(text);
    if (isError(status) || status.type === "directory") return false;
    return call.files.access(text, "read") === undefined;
  });
}

/**
 * Output that a person alone will see is not worked out, where the files are sure to be read or
 * whole trees would be: only the status could matter, and -q asks for that.
 */
function isOnlyShown(
  call: Call,
  read: OptionsRead,
  files: readonly Argument[],
  status: number | undefined,
): boolean {
  if (!call.isOutputTerminal || files.length === 0) return false;
  const statuses = files.map((file) => call.files.stat(file.text));
  const isTree = statuses.some((one) => !isError(one) && one.type === "directory");
  if (isTree) return !read.has("silent") && !read.has("brief") && !read.has("quiet");
  const areSure = files.every((file) => call.files.access(file.text, "read") === undefined);
  return status !== undefined && areSure && statuses.every((one) => !isError(one));
}

function fileOperands(call: Call, filter: Filter, read: OptionsRead): readonly Argument[] {
  const all = read.operands.slice(filter.countLeading?.(read, call) ?? 0);
  const operands = filter.skipsEmptyNames === true ? all.filter(({ text }) => text !== "") : all;
  const fallback = filter.defaultOperand?.(read);
  return operands.length === 0 && fallback !== undefined ? [plainArgument(fallback)] : operands;
}

function computeFrom(
  call: Call,
  source: Extract<FilterSource, { kind: "input" }>,
  filter: Filter,
  words: readonly Argument[],
  status: number | undefined,
): Outcome {
  const texts = words.map((word) => source.replaced.get(word) ?? word.text);
  const [program, ...first] = filter.realProgram?.(call.name) ?? [call.name];
  const computed = call.compute(program, [...first, ...texts], source.text);
  if (computed === undefined) {
    return untold(`the output of \`${call.name}\` was not worked out`, status);
  }
  // What another identity may read, the caller perhaps may not: then the real program failed here.
  if (computed.status !== 0 && source.isForeign) {
    return untold(`\`${call.name}\` would read what is hidden from you`, status);
  }
  const output: Stream = { kind: "text", text: computed.output };
  return { status: computed.status, output, ...complaintOf(computed) };
}

function without(words: readonly Argument[], left: Argument): readonly Argument[] {
  return words.filter((word) => word !== left);
}

/** The words again from what was read, without one option, which may have shared its word. */
function rebuild(read: OptionsRead, left: GivenOption | undefined): readonly Argument[] {
  const options = read.given.flatMap(({ key, value }) => {
    if (key === left?.key) return [];
    if (key.length > 1)
      return [plainArgument(value === undefined ? `--${key}` : `--${key}=${value}`)];
    return [plainArgument(value === undefined ? `-${key}` : `-${key}${value}`)];
  });
  return [...options, plainArgument("--"), ...read.operands];
}
