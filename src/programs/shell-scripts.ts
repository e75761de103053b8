import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/**
 * Tools of the system that are shell scripts themselves and call nothing but programs with models:
 * they are read and walked like a script of one's own, in the version that is installed.
 */
export const shellScriptsProgram: Program = {
  names: ["add-shell", "locale-gen", "remove-shell", "savelog"],
  options: [],
  run: walk,
};

const places = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

function walk(call: Call): Outcome {
  const path = places
    .map((place) => `${place}/${call.name}`)
    .find((one) => !isError(call.files.stat(one)));
  const text = path === undefined ? undefined : call.files.text(path);
  const interpreter =
    typeof text === "string" ? /^#! *(\/bin\/(?:ba)?sh)( -e)?\n/.exec(text) : null;
  if (path === undefined || interpreter === null) return runUnmodelled(call);
  const [, shell = "/bin/sh", option] = interpreter;
  const words = [shell, ...(option === undefined ? [] : ["-e"]), path].map((word) =>
    plainArgument(word),
  );
  return call.runCommand([...words, ...call.arguments]);
}
