import type { Call, Outcome, Program } from "../domain/program.ts";
import { runFromRegistry } from "./common/node-packages/run-from-registry.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Programs that fetch another one by its name or address, and run it at once. */
export const uvxProgram: Program = {
  names: ["uvx", "uv", "deno", "bun", "ansible-pull"],
  options: [],
  acceptsUnknown: true,
  run,
};

function run(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const [verb, name] = words;
  const told = call.arguments.map(({ text }) => text);
  if (told.some((word) => /^(?:--help|--version|-V|-h)$/.test(word)) || verb === undefined)
    return untold("it prints its help", 0);
  if (call.name === "uvx" || call.name === "ansible-pull") return runFromRegistry(call, verb);
  const isTool = call.name === "uv" && verb.text === "tool" && name?.text === "run";
  const isFetched = call.name === "bun" ? /^(?:x|create)$/.test(verb.text) : isAddress(name?.text);
  return isTool || isFetched ? runFromRegistry(call, name) : runUnmodelled(call);
}

function isAddress(text = ""): boolean {
  return /^(?:https?:\/\/|npm:|jsr:|git\+)/.test(text);
}
