import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import type { Report } from "./report.ts";

/** Opening a named pipe for writing waits until somebody reads from it, perhaps for ever. */
export function waitForReader(call: Call, report: Report, operand: Argument): void {
  call.unknown("whether anybody reads from the pipe is not known", operand);
  report.forgetStatus();
}
