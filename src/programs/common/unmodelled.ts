import type { Call, Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import { unforeseen } from "./outcome.ts";

const places = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"];

/**
 * A call whose doings are not modelled although the program is known by name: it counts as any
 * program without a model. One that is not installed is judged as if it were, from a package.
 */
export function runUnmodelled(
  call: Call,
  reason = `what \`${call.name}\` does is not modelled`,
): Outcome {
  const found = places
    .map((place) => call.files.realPath(`${place}/${call.name}`))
    .find((path) => !isError(path) && !isError(call.files.stat(path)));
  const path = found ?? `/usr/bin/${call.name}`;
  const owner = found === undefined ? call.name : call.facts.packages.owners(path)[0];
  const source = {
    kind: "program",
    path,
    ...(owner === undefined ? {} : { package: owner }),
  } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source });
  return unforeseen(call, reason);
}
