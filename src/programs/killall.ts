import { basename } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { RunningProcess } from "../domain/running-facts.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { makeExpression } from "./common/processes/choose.ts";
import { sendSignal } from "./common/processes/send-signal.ts";
import { signalNumber, takeSignal, terminate } from "./common/processes/signals.ts";

const options = [
  "-e --exact",
  "-I --ignore-case",
  "-g --process-group",
  "-y --younger-than=TIME",
  "-o --older-than=TIME",
  "-i --interactive",
  "-l --list",
  "-q --quiet",
  "-r --regexp",
  "-s --signal=SIGNAL",
  "-u --user=USER",
  "-v --verbose",
  "-V --version",
  "-w --wait",
  "-n --ns=PID",
  "-Z --context=REGEXP",
  "--help",
];

/** Sends a signal to every process of a name; killall5 to all outside of its own session. */
export const killallProgram: Program = {
  names: ["killall", "killall5", "skill"],
  options,
  run: killAll,
};

function killAll(call: Call): Outcome {
  if (call.name === "killall5") return killOthers(call);
  const { signal, rest } = takeSignal(call.arguments);
  const read = readOptions(options, rest);
  const [stranger] = read.unrecognized;
  if (stranger !== undefined) {
    return unforeseen(
      call,
      `the option \`${stranger.text}\` of \`${call.name}\` is not known`,
      stranger,
    );
  }
  if (read.has("list") || read.has("version") || read.has("help"))
    return untold("it only tells", 0);
  const named = read.value("signal");
  const number = named === undefined ? (signal ?? terminate) : signalNumber(named);
  if (number === undefined) return fail(call, "unknown signal");
  if (read.has("interactive")) call.uncertain("what is answered to its questions is not known");
  const { operands } = read;
  const user = read.value("user");
  if (operands.length === 0 && user === undefined)
    return fail(call, "usage: killall [OPTION]... NAME...");
  if (operands.length === 0) {
    sendSignal(call, `every process of ${user}`, ofUser(call, user), number);
  }
  for (const operand of operands) {
    const found = ofUser(call, user).filter((one) => isNamed(one, operand, read));
    sendSignal(call, operand.text, found, number, operand);
  }
  return untold("whether any such process still runs then is not known");
}

function ofUser(call: Call, user: string | undefined): readonly RunningProcess[] {
  const { list } = call.facts.processes;
  if (user === undefined) return list;
  const uid = call.facts.accounts.user(user)?.uid;
  return list.filter((one) => one.uid === uid);
}

/** The kernel keeps 15 characters of a name; a longer one is compared with the command line. */
function isNamed(one: RunningProcess, { text }: Argument, read: OptionsRead): boolean {
  const fold = (name: string): string => (read.has("ignore-case") ? name.toLowerCase() : name);
  if (read.has("regexp"))
    return makeExpression(text, read.has("ignore-case"))?.test(one.name) === true;
  const started = one.words[0] ?? "";
  if (text.startsWith("/")) return started === text;
  if (fold(one.name) === fold(text)) return true;
  return text.length > 15 && fold(basename(started)) === fold(text);
}

function killOthers(call: Call): Outcome {
  const { list, ancestors } = call.facts.processes;
  const others = list.filter(({ pid, session }) => pid !== 1 && session !== ancestors[0]?.session);
  const word = call.arguments.find(({ text }) => /^-\w+$/.test(text) && !/^-o/.test(text));
  const number = word === undefined ? terminate : signalNumber(word.text.slice(1));
  if (number === undefined) return fail(call, "unknown signal");
  sendSignal(call, "every process", others, number, word);
  return untold("it ends with everything else");
}
