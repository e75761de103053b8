import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --alias",
  "-A --all-fqdns",
  "-b --boot",
  "-d --domain",
  "-f --fqdn --long",
  "-F --file=FILE",
  "-i --ip-address",
  "-I --all-ip-addresses",
  "-s --short",
  "-y --yp --nis",
  "-h --help",
  "-V --version",
];

/** Prints the machine's name; an operand would set it. */
export const hostnameProgram: Program = {
  names: ["hostname"],
  options,
  run: (call) => withOptions(call, options, (read) => hostname(call, read)),
};

function hostname(call: Call, read: OptionsRead): Outcome {
  if (read.operands.length > 0 || read.has("file") || read.has("boot")) return setName(call, read);
  const { hostName } = call.facts;
  if (read.given.length === 0) return { status: 0, output: textStream(`${hostName}\n`) };
  if (read.last("short", "long", "domain", "alias") === "short" && read.given.length === 1) {
    return { status: 0, output: textStream(`${hostName.split(".")[0]}\n`) };
  }
  return untold("it asks the network", 0);
}

/** Until the next start only: no file changes. */
function setName(call: Call, read: OptionsRead): Outcome {
  if (call.identity.uid !== 0) return fail(call, "you must be root to change the host name");
  const [operand] = read.operands;
  const detail = operand?.text ?? read.value("file") ?? "the stored name";
  call.emit({ kind: "service", action: "set-hostname", target: "hostname", detail }, operand);
  return succeed();
}
