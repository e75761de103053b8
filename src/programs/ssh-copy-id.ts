import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Helpers of ssh: they send a public key, talk to the agent, or ask a host for its key. */
export const sshCopyIdProgram: Program = {
  names: ["ssh-copy-id", "ssh-add", "ssh-keyscan"],
  options: [],
  acceptsUnknown: true,
  run: help,
};

function help(call: Call): Outcome {
  const host = call.arguments.at(-1);
  if (call.name === "ssh-copy-id" && host !== undefined && !host.text.startsWith("-"))
    call.emit({ kind: "network", action: "send", target: host.text }, host);
  return untold("what the other side answers is not known before");
}
