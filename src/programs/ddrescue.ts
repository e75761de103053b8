import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeDevice } from "./common/device-target.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h --help",
  "-V --version",
  "-a --min-read-rate=BYTES",
  "-A --try-again",
  "-b --sector-size=BYTES",
  "-B --binary-prefixes",
  "-c --cluster-size=SECTORS",
  "-C --complete-only",
  "-d --idirect",
  "-D --odirect",
  "-e --max-error-rate=BYTES",
  "-E --max-bad-areas=NUMBER",
  "-f --force",
  "-F --fill-mode=TYPES",
  "-G --generate-mode",
  "-H --test-mode=FILE",
  "-i --input-position=BYTES",
  "-I --verify-input-size",
  "-J --verify-on-error",
  "-K --skip-size=SIZE",
  "-L --loose-domain",
  "-m --domain-mapfile=FILE",
  "-M --retrim",
  "-n --no-scrape",
  "-N --no-trim",
  "-o --output-position=BYTES",
  "-O --reopen-on-error",
  "-p --preallocate",
  "-P --data-preview[=LINES]",
  "-q --quiet",
  "-r --retry-passes=NUMBER",
  "-R --reverse",
  "-s --size=BYTES",
  "-S --sparse",
  "-t --truncate",
  "-T --timeout=INTERVAL",
  "-u --unidirectional",
  "-v --verbose",
  "-w --ignore-write-errors",
  "-x --extend-outfile=BYTES",
  "-X --max-read-errors=NUMBER",
  "-y --synchronous",
  "-Z --max-read-rate=BYTES",
  "--ask",
  "--cpass=LIST",
  "--delay-slow=INTERVAL",
  "--log-events=FILE",
  "--log-rates=FILE",
  "--log-reads=FILE",
  "--mapfile-interval=INTERVAL",
  "--max-slow-reads=NUMBER",
  "--pause-on-error=INTERVAL",
  "--pause-on-pass=INTERVAL",
  "--reset-slow",
  "--same-file",
  "--shift",
];

/** Copies what can be read of a failing disk. */
export const ddrescueProgram: Program = {
  names: ["ddrescue"],
  options,
  run: (call) => withOptions(call, options, (read) => copy(call, read)),
};

const reason = "what can be read of it is not known before";

function copy(call: Call, read: OptionsRead): Outcome {
  const [source, target, map] = read.operands;
  if (source === undefined || target === undefined)
    return fail(call, "Both input and output files must be specified.");
  if (isError(call.files.stat(source.text)))
    return fail(call, `Can't open input file: ${source.text}`);
  const status = call.files.stat(target.text);
  const isDevice = !isError(status) && status.type === "block";
  // Without -f it leaves a disk alone, but a slip is judged by what was meant.
  if (isDevice && read.has("force")) {
    const outcome = changeDevice(call, target, "write");
    if (outcome.status !== 0) return outcome;
  } else if (isDevice) return fail(call, `${target.text} exists and is not a regular file.`);
  else {
    const how = read.has("truncate") ? "truncate" : "partly";
    const error = call.files
      .for(target)
      .write(target.text, { kind: "unknown", reason }, { how, mode: 0o644 });
    if (error !== undefined) return fail(call, `Can't open output file: ${target.text}`);
  }
  const notes = [
    map?.text,
    ...["log-events", "log-rates", "log-reads"].map((key) => read.value(key)),
  ];
  for (const path of notes)
    if (path !== undefined) call.files.write(path, { kind: "unknown", reason });
  return untold(reason);
}
