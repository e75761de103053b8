import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { unforeseen } from "../outcome.ts";

/** A program that is fetched by its name and run at once: whoever has the name decides what it does. */
export function runFromRegistry(call: Call, name?: Argument): Outcome {
  const reason = "what a program of the registry does is not known";
  const source = { kind: "network", detail: reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source }, name);
  return unforeseen(call, reason, name);
}
