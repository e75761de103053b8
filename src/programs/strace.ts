import type { Call, Outcome } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { defineWrapper } from "./common/wrapper.ts";
import { writeStream } from "./common/write-stream.ts";

/** Runs a command and tells of its system or library calls, on standard error or into a file. */
export const straceProgram = defineWrapper({
  names: ["strace", "ltrace"],
  options: [
    "--decode-pids=SET",
    "-Y",
    "--syscall-number",
    "--tips[=CHOICE]",
    "-e --trace --signal --status --abbrev --verbose --raw --read --write --kvm --inject --fault --expr=EXPR",
    "-o --output=FILE",
    "-p --attach=PID",
    "-u --user=USERNAME",
    "-E --env=VAR",
    "-P --trace-path=PATH",
    "-s --string-limit=SIZE",
    "-a --columns --align=COLUMN",
    "-S --summary-sort-by=KEY",
    "-I --interruptible=KIND",
    "-O --summary-syscall-overhead=OVERHEAD",
    "-b --detach-on=SYSCALL",
    "-X --const-print-style=FORMAT",
    "-U --summary-columns=COLUMNS",
    "-l --library=PATTERN",
    "-x=PATTERN",
    "-n --indent=NR",
    "-A --output-append-mode",
    "-f --follow-forks",
    "-q --quiet",
    "-c --summary-only",
    "-C --summary",
    "-d --debug",
    "-D --daemonize",
    "-i --instruction-pointer",
    "-k --stack-traces",
    "-N --no-demangle",
    "-r --relative-timestamps",
    "-t --absolute-timestamps",
    "-T --syscall-times",
    "-v --no-abbrev",
    "-w --summary-wall-clock",
    "-y --decode-fds",
    "-z --successful-only",
    "-Z --failed-only",
    "-L",
    "--output-separately",
    "--seccomp-bpf",
    "--strings-in-hex",
    "-h --help",
    "-V --version",
  ],
  usageStatus: 1,
  mayLackCommand: true,
  refuses: (read) =>
    read.has("user")
      ? "running a traced command as another user is not modelled"
      : /^[|!]/.test(read.value("output") ?? "")
        ? "its trace is handed to another command"
        : undefined,
  finish: writeTrace,
});

function writeTrace(outcome: Outcome, read: OptionsRead, call: Call): Outcome {
  const trace = unknownStream("the trace is not known before");
  const target = read.given.findLast((given) => given.key === "output");
  if (target?.value === undefined) return { ...outcome, errors: trace };
  if (read.given.filter((given) => given.key === "follow-forks").length > 1) {
    call.unknown("it writes a file for each process", target.argument);
    return outcome;
  }
  const how = read.has("output-append-mode") ? "append" : "truncate";
  writeStream(call, target.value, trace, target.argument, { how });
  return outcome;
}
