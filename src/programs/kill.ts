import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { RunningProcess } from "../domain/running-facts.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { maySignal, sendSignal } from "./common/processes/send-signal.ts";
import { signalNumber, terminate } from "./common/processes/signals.ts";

/** Sends a signal to processes by their numbers. */
export const killProgram: Program = {
  names: ["kill"],
  options: [
    "-s --signal=SIGNAL",
    "-n NUMBER",
    "-q --queue=VALUE",
    "-l --list[=SIGNAL]",
    "-L --table",
    "-a --all",
    "-p --pid",
    "--verbose",
    "--timeout=TIME",
    "-h --help",
    "-V --version",
  ],
  acceptsUnknown: true,
  run: kill,
};

interface Request {
  readonly signal: number | undefined;
  readonly targets: readonly Argument[];
}

function kill(call: Call): Outcome {
  const [first] = call.arguments;
  if (first !== undefined && /^(-[lLp]|--(list|table|help|version|pid))/.test(first.text)) {
    return untold("it only tells", 0);
  }
  const { signal, targets } = readRequest(call.arguments);
  if (signal === undefined) return fail(call, "invalid signal specification");
  if (targets.length === 0)
    return fail(call, "usage: kill [-s sigspec | -n signum | -sigspec] pid");
  const statuses = targets.map((target) => killOne(call, target, signal));
  if (statuses.includes(undefined)) return untold("whom the signal meets is not known before");
  return statuses.every((status) => status === 0) ? succeed() : fail(call, "No such process");
}

/** `-s KILL 12`, `-9 12`, `-KILL -- -12`: only the first word may name the signal by itself. */
function readRequest(words: readonly Argument[]): Request {
  const [first, second] = words;
  const text = first?.text ?? "";
  let signal: number | undefined = terminate;
  let at = 0;
  if (/^(-s|-n|--signal)$/.test(text)) {
    signal = signalNumber(second?.text ?? "");
    at = 2;
  } else if (text.startsWith("--signal=")) {
    signal = signalNumber(text.slice("--signal=".length));
    at = 1;
  } else if (/^-[^-]/.test(text)) {
    signal = signalNumber(text.replace(/^-[sn](?=.)/, "-").slice(1));
    at = 1;
  }
  if (words[at]?.text === "--") at += 1;
  return { signal, targets: words.slice(at) };
}

function killOne(call: Call, target: Argument, signal: number): number | undefined {
  if (target.unknown !== undefined || !/^-?\d+$/.test(target.text)) {
    call.uncertain(target.unknown ?? `which process \`${target.text}\` means is not known`, target);
    sendSignal(call, "a process that is not known before", [], signal, target);
    return undefined;
  }
  const number = Number(target.text);
  const found = processesOf(call, number);
  if (found.length === 0) return 1;
  if (!found.some((one) => maySignal(call.identity, one))) return 1;
  const detail = number === -1 ? "every process" : target.text;
  sendSignal(call, detail, found, signal, target);
  return 0;
}

/** -1 is everybody but the first process, 0 and other negative numbers are groups. */
function processesOf(call: Call, number: number): readonly RunningProcess[] {
  const { list, ancestors, find } = call.facts.processes;
  if (number === -1) return list.filter(({ pid }) => pid !== 1);
  if (number > 0) {
    const one = find(number);
    return one === undefined ? [] : [one];
  }
  const group = number === 0 ? ancestors[0]?.group : -number;
  return list.filter((one) => one.group === group);
}
