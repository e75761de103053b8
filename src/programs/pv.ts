import type { Call, Outcome, Program } from "../domain/program.ts";
import { type Stream, textStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-p --progress",
  "-t --timer",
  "-e --eta",
  "-I --fineta",
  "-r --rate",
  "-a --average-rate",
  "-m --average-rate-window=SECONDS",
  "-b --bytes",
  "-T --buffer-percent",
  "-A --last-written=NUMBER",
  "-F --format=FORMAT",
  "-n --numeric",
  "-q --quiet",
  "-8 --bits",
  "-k --si",
  "-W --wait",
  "-D --delay-start=SECONDS",
  "-s --size=SIZE",
  "-g --gauge",
  "-l --line-mode",
  "-0 --null",
  "-i --interval=SECONDS",
  "-w --width=WIDTH",
  "-H --height=HEIGHT",
  "-N --name=NAME",
  "-u --bar-style=STYLE",
  "-x --extra-display=SPEC",
  "-f --force",
  "-c --cursor",
  "-o --output=FILE",
  "-L --rate-limit=RATE",
  "-B --buffer-size=BYTES",
  "-C --no-splice",
  "-E --skip-errors",
  "-Z --error-skip-block=BYTES",
  "-S --stop-at-size",
  "-Y --sync",
  "-K --direct-io",
  "-O --sparse",
  "-X --discard",
  "-U --store-and-forward=FILE",
  "-d --watchfd=PID",
  "-R --remote=PID",
  "-Q --query=PID",
  "-P --pidfile=FILE",
  "-v --stats",
  "-h --help",
  "-V --version",
];

/** Passes on what flows through it and shows how far it is. */
export const pvProgram: Program = {
  names: ["pv"],
  options,
  run: (call) => withOptions(call, options, (read) => pass(call, read)),
};

function pass(call: Call, read: OptionsRead): Outcome {
  const errors = unknownStream("how far it shows to be is not known");
  if (["watchfd", "query", "remote"].some((key) => read.has(key)))
    return { status: undefined, output: textStream(""), errors };
  if (["stop-at-size", "store-and-forward", "pidfile", "skip-errors"].some((key) => read.has(key)))
    return unforeseen(call, "this way to pass something on is not modelled");
  const streams = read.operands.map(({ text }) =>
    text === "-" ? call.input : readFile(call, text),
  );
  const isWhole = streams.every((stream) => stream !== undefined);
  const whole = read.operands.length === 0 ? call.input : join(streams);
  const path = read.value("output");
  if (read.has("discard")) return { status: isWhole ? 0 : 2, output: textStream(""), errors };
  if (path === undefined || path === "-") return { status: isWhole ? 0 : 2, output: whole, errors };
  const reason = "what flows through it is not known";
  const content = whole.kind === "text" ? whole : ({ kind: "unknown", reason } as const);
  const error = call.files.write(path, content, { mode: 0o666 });
  if (error !== undefined) return fail(call, `${path}: failed`, 2);
  return { status: isWhole ? 0 : 2, output: textStream(""), errors };
}

function readFile(call: Call, path: string): Stream | undefined {
  const status = call.files.stat(path);
  if (isError(status) || status.type === "directory") return undefined;
  if (status.type !== "file") return unknownStream("what a device holds is not known");
  const text = call.files.text(path);
  return text === undefined || isError(text)
    ? unknownStream("what a large file holds is not looked at")
    : textStream(text);
}

function join(streams: readonly (Stream | undefined)[]): Stream {
  const present = streams.filter((stream) => stream !== undefined);
  const texts = present.flatMap((stream) => (stream.kind === "text" ? [stream.text] : []));
  return texts.length === present.length
    ? textStream(texts.join(""))
    : unknownStream("what flows through it is not known");
}
