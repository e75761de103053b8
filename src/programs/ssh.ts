import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-4",
  "-6",
  "-A",
  "-a",
  "-B INTERFACE",
  "-b ADDRESS",
  "-C",
  "-c CIPHER",
  "-D ADDRESS",
  "-E LOGFILE",
  "-e CHARACTER",
  "-F CONFIGFILE",
  "-f",
  "-G",
  "-g",
  "-I PKCS11",
  "-i IDENTITY",
  "-J DESTINATION",
  "-K",
  "-k",
  "-L ADDRESS",
  "-l LOGIN",
  "-M",
  "-m MAC",
  "-N",
  "-n",
  "-O COMMAND",
  "-o OPTION",
  "-P TAG",
  "-p PORT",
  "-Q QUERY",
  "-q",
  "-R ADDRESS",
  "-S PATH",
  "-s",
  "-T",
  "-t",
  "-V",
  "-v",
  "-W ADDRESS",
  "-w TUNNEL",
  "-X",
  "-x",
  "-Y",
  "-y",
];

/** Its -M names the port by which it looks whether the connection still stands. */
const ofAutossh = [...options.filter((entry) => entry !== "-M"), "-M PORT"];

/** Runs something on another machine: nothing changes here. */
export const sshProgram: Program = {
  names: ["ssh", "slogin", "mosh", "autossh"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(call, call.name === "autossh" ? ofAutossh : options, (read) => ssh(call, read), {
      stopsAtOperand: true,
    }),
};

function ssh(call: Call, read: OptionsRead): Outcome {
  const [host] = read.operands;
  if (read.has("V") || read.has("Q") || read.has("G")) return untold("it tells of itself", 0);
  if (host === undefined) return fail(call, "usage: ssh destination [command]", 255);
  const log = read.given.findLast(({ key }) => key === "E");
  if (log?.value !== undefined) {
    const content = { kind: "unknown", reason: "a log is not known before" } as const;
    call.files.for(log.argument).write(log.value, content, { how: "append" });
  }
  call.emit({ kind: "network", action: "run elsewhere", target: host.text }, host);
  for (const { value = "", argument } of read.given.filter(({ key }) => key === "R"))
    call.emit({ kind: "network", action: "let-in", target: host.text, detail: value }, argument);
  const reason = `what ${host.text} answers is not known before`;
  return {
    status: undefined,
    output: unknownStream(reason, "network"),
    errors: unknownStream(reason),
  };
}
