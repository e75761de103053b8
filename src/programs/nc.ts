import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { readOptions } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";

/**
 * Those of the three programs that go by this name together: a letter that one of them lacks is
 * taken as another's.
 */
const table = [
  "-4",
  "-6",
  "-l --listen",
  "-k --keep-open",
  "-n --nodns",
  "-v --verbose",
  "-z",
  "-u --udp",
  "-U --unixsock",
  "-t --telnet",
  "-d",
  "-D",
  "-h --help",
  "-N",
  "-r",
  "-S",
  "-C --crlf",
  "-b",
  "-F",
  "-p PORT --source-port=PORT",
  "-s ADDRESS --source=ADDRESS",
  "-w SECONDS --wait=SECONDS",
  "-i SECONDS --idle-timeout=SECONDS",
  "-q SECONDS",
  "-e PROGRAM --exec=PROGRAM",
  "-c COMMAND --sh-exec=COMMAND",
  "--lua-exec=FILE",
  "-x ADDRESS --proxy=ADDRESS",
  "-X PROTOCOL --proxy-type=PROTOCOL",
  "-P NAME",
  "-T KIND",
  "-V TABLE",
  "-I SIZE",
  "-O SIZE",
  "-M TTL",
  "-m TTL --max-conns=COUNT",
  "-o FILE --output=FILE",
  "-g HOPS",
  "-G COUNT",
  "--ssl",
  "--ssl-cert=FILE",
  "--ssl-key=FILE",
  "--ssl-verify",
  "--allow=HOSTS",
  "--deny=HOSTS",
  "--broker",
  "--chat",
  "--send-only",
  "--recv-only",
  "--no-shutdown",
  "--append-output",
  "--version",
];

/** Sends what flows in over the network and prints what comes back, or lets a program do both. */
export const ncProgram: Program = {
  names: ["nc", "ncat", "netcat", "nc.openbsd", "nc.traditional"],
  options: [],
  acceptsUnknown: true,
  run: connect,
};

function connect(call: Call): Outcome {
  const read = readOptions(table, call.arguments);
  if (read.has("help") || read.has("version")) return untold("it prints its help", 0);
  const program = read.given.find(({ key }) => /^(?:exec|sh-exec|lua-exec)$/.test(key));
  const [host] = read.operands;
  if (host === undefined && !read.has("listen")) return fail(call, "missing hostname and port");
  const isListening = read.has("listen");
  const target = isListening
    ? `whoever connects to port ${read.value("source-port") ?? read.operands.at(-1)?.text ?? ""}`
    : (host?.text ?? "");
  if (program !== undefined) return handOver(call, program.value ?? "", target, program.argument);
  if (!read.has("z")) call.emit({ kind: "network", action: "send", target }, host);
  const log = read.given.find(({ key }) => key === "output");
  if (log?.value !== undefined) {
    call.files.for(log.argument).write(log.value, { kind: "unknown", reason: answer });
  }
  return {
    status: undefined,
    output: unknownStream(answer, "network"),
    errors: unknownStream(answer),
  };
}

const answer = "what the other side sends is not known before";

/** A program whose input comes from the network does what another machine types. */
function handOver(call: Call, interpreter: string, target: string, operand: Argument): Outcome {
  const source = { kind: "network", detail: target } as const;
  call.emit({ kind: "run-code", interpreter, source }, operand);
  return untold(answer);
}
