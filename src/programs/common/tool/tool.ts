import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome, Program } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { fail, unforeseen, untold } from "../outcome.ts";
import { withOptions } from "../with-options.ts";

/** What one command of a tool does with the words behind its name. */
export type ToolAction = (call: Call, read: OptionsRead) => Outcome;

/** One command of a tool: `subvolume delete` of btrfs, `luksFormat` of cryptsetup. */
export interface ToolCommand {
  /** Every spelling of the words that name it. */
  readonly names: readonly string[];
  /** Its own options; those of the whole tool hold as well. */
  readonly options: readonly string[];
  readonly act: ToolAction;
  /** Options end at its first operand: what follows belongs to another command. */
  readonly isInOrder?: true;
}

/** A program of many commands, chosen by its first words. */
export interface Tool {
  readonly names: readonly string[];
  /** Options of the tool itself, before the command's name and behind it. */
  readonly options: readonly string[];
  readonly commands: readonly ToolCommand[];
  /** Words may be shortened to a start that only they have (btrfs, nmcli). */
  readonly mayShorten?: boolean;
  /** Options with which a command only tells what it would do. */
  readonly telling?: readonly string[];
  readonly usageStatus?: number;
}

/** Puts a command into a table: its names apart by bars, its options, what it does. */
export function command(
  names: string,
  act: ToolAction,
  options: readonly string[] = [],
): ToolCommand {
  return { names: names.split("|"), options, act };
}

/** The same of a command whose options end at its first operand. */
export function inOrder(made: ToolCommand): ToolCommand {
  return { ...made, isInOrder: true };
}

/** The model of such a program. */
export function defineTool(tool: Tool): Program {
  return {
    names: tool.names,
    options: [...new Set([...tool.options, ...tool.commands.flatMap(({ options }) => options)])],
    run: (call) =>
      withOptions(call, tool.options, (read) => runTool(call, tool, read), {
        stopsAtOperand: true,
        usageStatus: tool.usageStatus ?? 1,
      }),
  };
}

function runTool(call: Call, tool: Tool, first: OptionsRead): Outcome {
  const [name] = first.operands;
  if (name === undefined) return untold(`how to use \`${call.name}\` is told`, undefined);
  if (name.unknown !== undefined) return unforeseen(call, name.unknown, name);
  if (name.text === "help") return untold("it prints its help", 0);
  const found = findCommand(tool, first.operands);
  if (found === undefined)
    return unforeseen(call, `what \`${call.name} ${name.text}\` does is not modelled`, name);
  const at = call.arguments.indexOf(name);
  const words = [...call.arguments.slice(0, at), ...call.arguments.slice(at + found.length)];
  // Its own come last, and so win where the tool has another one of the same letter.
  const options = [...tool.options, ...found.command.options];
  const stopsAtOperand = found.command.isInOrder === true;
  const rules = { words, stopsAtOperand, usageStatus: tool.usageStatus ?? 1 };
  return withOptions(
    call,
    options,
    (read) => {
      const tells = tool.telling?.some((key) => read.has(key)) === true;
      return tells ? untold("it only tells what it would do", 0) : found.command.act(call, read);
    },
    rules,
  );
}

interface Found {
  readonly command: ToolCommand;
  /** How many words name it. */
  readonly length: number;
}

/** The command that the first words name; the longest name counts. */
function findCommand(tool: Tool, words: readonly Argument[]): Found | undefined {
  const found = tool.commands.flatMap((one) =>
    one.names
      .map((name) => name.split(" "))
      .filter((parts) => parts.every((part, at) => isMeant(tool, part, words[at])))
      .map((parts) => ({ command: one, length: parts.length, name: parts.join(" ") })),
  );
  const typed = words.map(({ text }) => text).join(" ");
  const exact = found.filter(({ name }) => `${typed} `.startsWith(`${name} `));
  return (exact.length > 0 ? exact : found).toSorted((one, two) => two.length - one.length)[0];
}

function isMeant(tool: Tool, part: string, word: Argument | undefined): boolean {
  if (word === undefined || word.text === "") return false;
  return tool.mayShorten === true ? part.startsWith(word.text) : part === word.text;
}

/** It only shows something. */
export const tells: ToolAction = () => untold("what it tells is not known before", 0);

/** What it does is not modelled, for a reason that people can read. */
export function isUnforeseen(reason: string): ToolAction {
  return (call) => unforeseen(call, reason);
}

/** A command that needs so many words, and the right to administer the machine. */
export function asRoot(count: number, act: ToolAction): ToolAction {
  return (call, read) => {
    if (read.operands.length < count) return fail(call, "too few arguments");
    const { uid, capabilities } = call.identity;
    if (uid !== 0 && !capabilities.has("sys_admin")) return fail(call, "Permission denied");
    return act(call, read);
  };
}
