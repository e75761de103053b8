import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, unforeseen } from "./common/outcome.ts";

/** Another group as one's first: newgrp starts a shell with it, sg runs a command. */
export const newgrpProgram: Program = {
  names: ["newgrp", "sg"],
  options: ["-c COMMAND"],
  acceptsUnknown: true,
  run: change,
};

function change(call: Call): Outcome {
  const words = call.arguments[0]?.text === "-" ? call.arguments.slice(1) : call.arguments;
  const [group, ...rest] = words;
  if (group === undefined) return unforeseen(call, "which groups the login has is not worked out");
  if (group.unknown !== undefined) return unforeseen(call, group.unknown, group);
  const gid = call.facts.accounts.group(group.text)?.gid;
  if (gid === undefined) return fail(call, `group '${group.text}' does not exist`);
  const { identity } = call;
  const isMember = identity.uid === 0 || [identity.gid, ...identity.groups].includes(gid);
  if (!isMember) return unforeseen(call, "whether the password of the group is known is not known");
  const changed = { ...identity, gid, groups: [...new Set([...identity.groups, gid])] };
  const shell = plainArgument(call.name === "sg" ? "/bin/sh" : ownShell(call));
  return call.runCommand([shell, ...commandOf(call, rest)], {
    identity: changed,
    wrapper: call.name,
  });
}

function ownShell(call: Call): string {
  return (
    call.environment.get("SHELL") ?? call.facts.accounts.user(call.identity.uid)?.shell ?? "/bin/sh"
  );
}

/** `sg GROUP COMMAND` and `sg GROUP -c COMMAND`: one word, as for `sh -c`. newgrp has none. */
function commandOf(call: Call, rest: readonly Argument[]): readonly Argument[] {
  if (call.name === "newgrp") return [];
  const [first] = rest[0]?.text === "-c" ? rest.slice(1) : rest;
  return first === undefined ? [] : [plainArgument("-c"), first];
}
