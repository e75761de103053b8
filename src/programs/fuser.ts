import type { Call, Outcome, Program } from "../domain/program.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { sendSignal } from "./common/processes/send-signal.ts";
import { takeSignal } from "./common/processes/signals.ts";

const options = [
  "-a --all",
  "-i --interactive",
  "-I --inode",
  "-k --kill",
  "-l --list-signals",
  "-m --mount=NAME",
  "-M --ismountpoint",
  "-n --namespace=SPACE",
  "-s --silent",
  "-u --user",
  "-v --verbose",
  "-w --writeonly",
  "-V --version",
  "-4 --ipv4",
  "-6 --ipv6",
  "-c",
  "-f",
];

const killSignal = 9;

/** Tells who uses a file or a port, and with -k ends them. */
export const fuserProgram: Program = {
  names: ["fuser"],
  options,
  run: (call) => {
    const { signal, rest } = takeSignal(call.arguments);
    const read = readOptions(options, rest);
    const [stranger] = read.unrecognized;
    if (stranger === undefined) return tellUsers(call, read, signal ?? killSignal);
    return unforeseen(call, `the option \`${stranger.text}\` of \`fuser\` is not known`, stranger);
  },
};

function tellUsers(call: Call, read: OptionsRead, signal: number): Outcome {
  if (!read.has("kill")) return untold("who uses it is not known before");
  const targets = [...read.values("mount"), ...read.operands.map(({ text }) => text)];
  sendSignal(call, `whatever uses ${targets.join(" ")}`, [], signal, read.operands[0]);
  return untold("who uses it is not known before");
}
