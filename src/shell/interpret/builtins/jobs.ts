import type { Argument } from "../../../domain/argument.ts";
import { unknownStream } from "../../../domain/stream.ts";
import { makeCause } from "../causes.ts";
import { runProgramNamed } from "../programs.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { pour } from "./builtin.ts";

/** Jobs have all ended when they are waited for, since each was run to its end at once. */
export const jobBuiltin: Builtin = {
  acceptsUnknown: true,
  run: runJobs,
};

/** `kill [-signal] numbers`. */
export const killBuiltin: Builtin = { acceptsUnknown: true, run: runKill };

function runJobs(call: BuiltinCall): number | undefined {
  if (call.name === "disown" || call.name === "bg") return 0;
  if (call.name === "wait") return waitFor(call);
  if (call.name === "jobs") {
    if (call.shell.session.jobs > 0) pour(call, unknownStream("which jobs still run is not known"));
    return 0;
  }
  return undefined;
}

/** Which of the jobs is meant is told by numbers that nobody knows; often it does not matter. */
function waitFor({ shell, words }: BuiltinCall): number | undefined {
  if (words.length === 0) return 0;
  const { jobStatuses } = shell.session;
  const isLast = ({ origins }: Argument): boolean =>
    origins.some((origin) => origin.kind === "variable" && origin.name === "!");
  if (words.length === 1 && words.every(isLast)) return jobStatuses.at(-1);
  return new Set(jobStatuses).size === 1 ? jobStatuses[0] : undefined;
}

/** What the line itself has put into the background is its own affair. */
function isOwnJob({ text, unknown }: Argument): boolean {
  return text.startsWith("%") || unknown?.startsWith("the number of a process") === true;
}

function runKill(call: BuiltinCall): number | undefined {
  const { shell } = call;
  const { environment } = shell.session;
  const isForProgram = call.words.every(
    ({ text, unknown }) => unknown === undefined && !text.startsWith("%"),
  );
  if (isForProgram && environment.findProgram("kill") !== undefined) {
    runProgramNamed(shell, shell.command);
    return shell.state.lastStatus;
  }
  const targets = call.words.filter(({ text }) => !text.startsWith("-"));
  if (shell.session.jobs > 0 && targets.every(isOwnJob)) return undefined;
  const detail = targets.map(({ text, written }) => (text === "" ? written : text)).join(" ");
  const cause = makeCause(shell, "kill", shell.command, shell.position);
  environment.emit({ kind: "process", action: "kill", detail, cause });
  return undefined;
}
