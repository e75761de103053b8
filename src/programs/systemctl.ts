import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** What changes only whether something runs now, no file of the system's. */
const actions = new Set([
  "condrestart",
  "force-reload",
  "reload",
  "reload-or-restart",
  "restart",
  "start",
  "stop",
  "try-reload-or-restart",
  "try-restart",
]);

/** What only tells. */
const questions = new Set([
  "cat",
  "get-default",
  "is-active",
  "is-enabled",
  "is-failed",
  "is-system-running",
  "list-dependencies",
  "list-jobs",
  "list-sockets",
  "list-timers",
  "list-unit-files",
  "list-units",
  "show",
  "show-environment",
  "status",
]);

/** Starts and stops services; anything that changes settings is not modelled. */
export const systemctlProgram: Program = {
  names: ["systemctl"],
  options: [],
  acceptsUnknown: true,
  run: control,
};

function control(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const [verb, ...units] = words;
  const isPlain = call.arguments.every(
    ({ text, unknown }) => unknown === undefined && isKnown(text),
  );
  if (verb === undefined || questions.has(verb.text)) {
    return isPlain ? untold("what systemctl prints is not known before") : runUnmodelled(call);
  }
  if (!isPlain || !actions.has(verb.text) || units.length === 0) return runUnmodelled(call);
  for (const unit of units) {
    const target = /\.\w+$/.test(unit.text) ? unit.text : `${unit.text}.service`;
    call.emit({ kind: "service", action: verb.text, target }, unit);
  }
  return untold("whether the service starts or stops is not known before");
}

/** Options that change only what is shown, or how long is waited. */
function isKnown(text: string): boolean {
  return (
    !text.startsWith("-") ||
    /^(-q|-l|-a|--quiet|--no-pager|--full|--all|--no-block|--now|--user|--system|--plain|--no-legend)$/.test(
      text,
    )
  );
}
