import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";

/**
 * A file filled from the network. That it arrives at all is not known either, so both are said;
 * guards see the write as it would be.
 */
export function download(
  call: Call,
  path: string,
  argument: Argument,
  how: "truncate" | "append",
): boolean {
  const reason = `what \`${call.name}\` fetches is not known before`;
  const content = { kind: "unknown", reason, source: "network" } as const;
  const error = call.files.for(argument).write(path, content, { how });
  if (error === undefined)
    call.uncertain(`whether \`${call.name}\` gets it is not known before`, argument);
  return error === undefined;
}
