import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream, unknownStream } from "../domain/stream.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { chooseProcesses, choosingOptions } from "./common/processes/choose.ts";
import { sendSignal } from "./common/processes/send-signal.ts";
import { signalNumber, takeSignal, terminate } from "./common/processes/signals.ts";

const options = [
  ...choosingOptions,
  "-e --echo",
  "-q --queue=VALUE",
  "-H --require-handler",
  "-m --mrelease",
  "--signal=SIGNAL",
  "-d --delimiter=STRING",
  "-l --list-name",
  "-a --list-full",
  "-w --lightweight",
  "-z",
];

/** Sends a signal to the processes that fit a pattern, or (pgrep) lists them. */
export const pkillProgram: Program = {
  names: ["pkill", "pgrep", "pidof"],
  options,
  run: choose,
};

function choose(call: Call): Outcome {
  if (call.name === "pidof") return findNamed(call);
  const isPkill = call.name === "pkill";
  const { signal, rest } = isPkill
    ? takeSignal(call.arguments)
    : { signal: undefined, rest: call.arguments };
  const read = readOptions(options, rest);
  const [stranger] = read.unrecognized;
  if (stranger !== undefined) {
    const reason = `the option \`${stranger.text}\` of \`${call.name}\` is not known`;
    return isPkill ? unforeseen(call, reason, stranger) : untold(reason);
  }
  if (read.has("help") || read.has("version")) return untold("it prints its help", 0);
  const [pattern] = read.operands;
  if (pattern === undefined && !read.given.some(({ value }) => value !== undefined)) {
    return fail(call, "no matching criteria specified", 2);
  }
  const found = chooseProcesses(call.facts, read, pattern?.text);
  if (!isPkill) return tell(found, read);
  if (typeof found === "string") call.uncertain(found);
  const named = read.value("signal");
  const number = named === undefined ? (signal ?? terminate) : signalNumber(named);
  if (number === undefined) return fail(call, "unknown signal", 2);
  sendSignal(call, describeChoice(read, pattern?.text), list(found), number, pattern);
  return untold("whether any such process still runs then is not known");
}

/** pidof takes whole names, and prints the newest first. */
function findNamed(call: Call): Outcome {
  const names = call.arguments.map(({ text }) => text).filter((text) => !text.startsWith("-"));
  const isSingle = call.arguments.some(({ text }) => text === "-s");
  const found = call.facts.processes.list.filter(
    ({ name, words }) =>
      names.includes(name) ||
      names.some((one) => words[0] === one || words[0]?.endsWith(`/${one}`) === true),
  );
  const numbers = found.map(({ pid }) => pid).sort((first, second) => second - first);
  const told = isSingle ? numbers.slice(0, 1) : numbers;
  const output =
    told.length > 0
      ? textStream(`${told.join(" ")}\n`)
      : unknownStream("which processes run then is not known");
  return { status: undefined, output };
}

/** Processes come and go: the numbers of now are told, not whether there will be any. */
function tell(found: ReturnType<typeof chooseProcesses>, read: OptionsRead): Outcome {
  const isPlain = !read.has("list-name") && !read.has("list-full") && !read.has("count");
  const numbers = list(found).map(({ pid }) => String(pid));
  const isTold = typeof found !== "string" && isPlain && numbers.length > 0;
  const delimiter = read.value("delimiter") ?? "\n";
  const output = isTold
    ? textStream(`${numbers.join(delimiter)}\n`)
    : unknownStream("which processes run then is not known");
  return { status: undefined, output };
}

function list<T>(found: readonly T[] | string): readonly T[] {
  return typeof found === "string" ? [] : found;
}

function describeChoice(read: OptionsRead, pattern: string | undefined): string {
  if (pattern !== undefined) return pattern;
  const account = read.value("euid") ?? read.value("uid");
  return account === undefined ? "processes by their properties" : `every process of ${account}`;
}
