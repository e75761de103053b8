import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { findProject } from "./common/node-packages/project.ts";
import { runFromRegistry } from "./common/node-packages/run-from-registry.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-p NAME --package=NAME",
  "-c TEXT --call=TEXT",
  "-y --yes",
  "--no",
  "--no-install",
  "--ignore-existing",
  "-q --quiet",
  "-w NAME --workspace=NAME",
  "-h --help",
  "-v --version",
];

/** Runs a program of the project's packages, or one that it fetches first. */
export const npxProgram: Program = {
  names: ["npx", "pnpx", "bunx"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => run(call, read), { stopsAtOperand: true }),
};

function run(call: Call, read: OptionsRead): Outcome {
  const [name, ...words] = read.operands;
  if (name === undefined) return untold("how to use it is told", 1);
  const project = findProject(call);
  const local = typeof project === "object" ? `${project.root}/node_modules/.bin/${name.text}` : "";
  if (local !== "" && name.unknown === undefined && !isError(call.files.stat(local))) {
    return call.runCommand([plainArgument(local, name.span), ...words], { wrapper: call.name });
  }
  // Small web servers are known by name, wherever they come from.
  if (/^(http-server|serve|live-server)(@|$)/.test(name.text)) {
    const plain = plainArgument(name.text.replace(/@.*/, ""), name.span);
    return call.runCommand([plain, ...words], { wrapper: call.name });
  }
  return runFromRegistry(call, name);
}
