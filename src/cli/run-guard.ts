import { readOwnArguments } from "../system/arguments.ts";
import { check } from "./check.ts";
import { exitStatus } from "./exit-status.ts";
import { explainGuard } from "./explain.ts";
import { type GuardRequest, readGuardOptions } from "./guard-options.ts";
import { guarded } from "./guarded.ts";
import { guardHelp } from "./help.ts";
import { printHistory } from "./history.ts";
import { completeKept, keep } from "./keep.ts";
import { printLines } from "./terminal.ts";
import { undo } from "./undo.ts";
import { readVersion } from "./version.ts";

/** The whole program: reads its words, does what they ask, sets the exit status. */
export function runGuard(): void {
  try {
    process.exitCode = perform();
  } catch (error) {
    process.exitCode = reportInternalError(error);
  }
}

function perform(): number {
  const request = readGuardOptions(readOwnArguments());
  if ("kind" in request) {
    printLines(2, [`guard: ${request.message}`, "guard: --help lists the options"]);
    return exitStatus.usage;
  }
  return dispatch(request);
}

function dispatch(request: GuardRequest): number {
  switch (request.action) {
    case "help":
      printLines(1, guardHelp);
      return exitStatus.done;
    case "version":
      printLines(1, [readVersion()]);
      return exitStatus.done;
    case "explain":
      return explainGuard(request.subject ?? "");
    case "history":
      return printHistory(request.isJson);
    case "undo":
      return undo(request.subject, request.command, request.accepted);
    case "check":
      return check(request);
    case "keep":
      return keep(request);
    case "kept":
      return completeKept(request.subject ?? "", request.command);
    case "run":
      return guarded(request);
  }
}

/** A fault of ours: nothing was run, or the journal says how far it came. */
function reportInternalError(error: unknown): number {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printLines(2, [`guard: internal error, this is a fault in guard: ${detail}`]);
  return exitStatus.internal;
}
