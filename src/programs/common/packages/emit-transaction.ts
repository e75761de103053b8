import type { Argument } from "../../../domain/argument.ts";
import type { PackageChange, PackageRequest, PackageSimulation } from "../../../domain/packages.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { emptyStream, unknownStream } from "../../../domain/stream.ts";
import { untold } from "../outcome.ts";
import { runUnmodelled } from "../unmodelled.ts";
import { sayFilesUnknown } from "./files-unknown.ts";

/** Runs a request in the model: the manager's own plan, as effects. */
export function runRequest(
  call: Call,
  request: PackageRequest,
  operands: readonly Argument[],
): Outcome {
  const after = earlierChanges(call);
  const simulation = call.facts.packages.simulate?.(
    after.length === 0 ? request : { ...request, after },
  );
  if (simulation === undefined || isWithoutManager(simulation)) return runUnmodelled(call);
  if (simulation.kind === "failure") {
    if (simulation.failure.kind === "unsatisfiable") emitAttempt(call, request, operands);
    return refused(simulation.failure.sentence);
  }
  for (const change of simulation.changes) {
    const { action, name } = change;
    const operand = operands.find(({ text }) => isAbout(text, name));
    call.emit({ kind: "package", action, target: name, change }, operand);
  }
  const { changes } = simulation;
  const unfinished = isFinishedBefore(call) ? [] : (simulation.unfinished ?? []);
  for (const target of unfinished) call.emit({ kind: "package", action: "configure", target });
  const length = changes.length + unfinished.length;
  if (length === 0) return untold(`what \`${call.name}\` prints is not known before`, 0);
  sayFilesUnknown(call, length);
  return untold("whether packages can be fetched and set up is not known before");
}

/** `dpkg --configure -a` came first in the line, of which the simulation knows nothing. */
function isFinishedBefore(call: Call): boolean {
  return call
    .earlierEffects()
    .some((effect) => effect.kind === "package" && effect.action === "configure");
}

/** What is needed so much that the manager refuses is judged as if it went. */
function emitAttempt(
  call: Call,
  { operation }: PackageRequest,
  operands: readonly Argument[],
): void {
  if (operation !== "remove" && operation !== "purge") return;
  for (const operand of operands) {
    call.emit({ kind: "package", action: operation, target: operand.text }, operand);
  }
}

/** Packages that came or went earlier in the line, of which the disk knows nothing yet. */
export function earlierChanges(call: Call): readonly PackageChange[] {
  return call
    .earlierEffects()
    .flatMap((effect) => (effect.kind === "package" ? (effect.change ?? []) : []));
}

function isWithoutManager(simulation: PackageSimulation): boolean {
  return simulation.kind === "failure" && simulation.failure.kind === "no-manager";
}

/** apt ends with 100 whatever is wrong. */
function refused(reason: string): Outcome {
  return { status: 100, output: emptyStream, errors: unknownStream(reason) };
}

/** Whether an operand such as `nginx=1.22`, `nginx/stable` or `./nginx_1.22_amd64.deb` names it. */
function isAbout(text: string, name: string): boolean {
  const plain = text.replace(/^.*\/(?=[^/]+\.deb$)/, "").replace(/[=/_].*$/, "");
  return plain === name || plain.replace(/[+-]$/, "") === name;
}
