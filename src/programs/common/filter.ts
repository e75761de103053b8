import { type Argument, plainArgument } from "../../domain/argument.ts";
import type { Call, Outcome, Program } from "../../domain/program.ts";
import { type FilterSource, findSource } from "./filter-source.ts";
import type { OptionsRead } from "./options.ts";
import { untold } from "./outcome.ts";
import { withOptions } from "./with-options.ts";

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
  /** Its output names its files or it reads several in step: content cannot come by standard input. */
  readonly needsFiles?: boolean | ((read: OptionsRead) => boolean);
  /** What it reads when no operand names a file, instead of standard input (`du`, `grep -r`). */
  readonly defaultOperand?: (read: OptionsRead) => string | undefined;
  /** The real program and its first arguments, where it differs from the name (`egrep`). */
  readonly realProgram?: (name: string) => readonly [program: string, ...words: string[]];
  /** Its status depends on what it reads (`grep`, `cmp`); else it is 0 where the output is not known. */
  readonly isStatusFromData?: boolean;
  /** Options end at the first operand. */
  readonly stopsAtOperand?: boolean;
  /** Why this call cannot be worked out, or undefined. */
  readonly refuses?: (call: Call, read: OptionsRead) => string | undefined;
}

/** The model of a read-only program. */
export function defineFilter(filter: Filter): Program {
  return {
    names: filter.names,
    options: filter.options,
    acceptsUnknown: true,
    run: (call) => runFilter(call, filter),
  };
}

function runFilter(call: Call, filter: Filter): Outcome {
  const hidden = call.arguments.find((argument) => argument.unknown !== undefined);
  if (hidden?.unknown !== undefined) return untold(hidden.unknown);
  const rules = { isReadOnly: true, stopsAtOperand: filter.stopsAtOperand === true };
  return withOptions(call, filter.options, (read) => filterWith(call, filter, read), rules);
}

function filterWith(call: Call, filter: Filter, read: OptionsRead): Outcome {
  const refusal = filter.refuses?.(call, read);
  if (refusal !== undefined) return untold(refusal);
  const operands = fileOperands(call, filter, read);
  const named = (filter.fileOptions ?? []).flatMap((key) => read.values(key));
  const needsFiles =
    typeof filter.needsFiles === "function" ? filter.needsFiles(read) : filter.needsFiles === true;
  const source = findSource(call, operands, named, {
    ignoresInput: filter.ignoresInput === true,
    needsFiles,
  });
  return source.kind === "stream"
    ? { status: filter.isStatusFromData === true ? undefined : 0, output: source.stream }
    : computeFrom(call, source, filter);
}

function fileOperands(call: Call, filter: Filter, read: OptionsRead): readonly Argument[] {
  const operands = read.operands.slice(filter.countLeading?.(read, call) ?? 0);
  const fallback = filter.defaultOperand?.(read);
  return operands.length === 0 && fallback !== undefined ? [plainArgument(fallback)] : operands;
}

function computeFrom(
  call: Call,
  source: Extract<FilterSource, { kind: "input" }>,
  filter: Filter,
): Outcome {
  const words = call.arguments.map((argument) => replaceWord(argument, source.replaced));
  const [program, ...first] = filter.realProgram?.(call.name) ?? [call.name];
  const computed = call.compute(program, [...first, ...words], source.text);
  const status = filter.isStatusFromData === true ? undefined : 0;
  if (computed === undefined)
    return untold(`the output of \`${call.name}\` was not worked out`, status);
  // What another identity may read, the caller perhaps may not: then the real program failed here.
  if (computed.status !== 0 && source.isForeign) {
    return untold(`\`${call.name}\` would read what is hidden from you`, status);
  }
  return { status: computed.status, output: { kind: "text", text: computed.output } };
}

function replaceWord(argument: Argument, replaced: ReadonlyMap<Argument, string>): string {
  return replaced.get(argument) ?? argument.text;
}
