import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";

const options = [
  "--add",
  "--remove",
  "--list",
  "--listpackage",
  "--truename",
  "--package=NAME",
  "--local",
  "--divert=PATH",
  "--rename",
  "--no-rename",
  "--quiet",
  "--test",
  "--admindir=DIR",
  "--instdir=DIR",
  "--root=DIR",
  "--help",
  "--version",
];

/** Has a file of a package lie under another name from now on, whatever its updates bring. */
export const dpkgDivertProgram: Program = {
  names: ["dpkg-divert"],
  options: [],
  acceptsUnknown: true,
  run: divert,
};

function divert(call: Call): Outcome {
  const read = readOptions(options, call.arguments);
  const tells = ["list", "listpackage", "truename", "test", "help", "version"].some(read.has);
  const [file] = read.operands;
  if (tells || file === undefined) return untold("what it tells is not known before");
  if (call.identity.uid !== 0)
    return fail(call, "error: requested operation requires superuser privilege", 2);
  const other = read.value("divert") ?? divertedTo(call, file.text) ?? `${file.text}.distrib`;
  if (read.has("rename")) rename(call, read, file, other);
  return untold("whether it is diverted already is not known before");
}

/** Where a file lies since it was diverted: three lines of the record are one diversion. */
function divertedTo({ files }: Call, path: string): string | undefined {
  const record = files.text("/var/lib/dpkg/diversions");
  if (record === undefined || isError(record)) return undefined;
  const lines = record.split("\n");
  const at = lines.findIndex((line, index) => index % 3 === 0 && line === path);
  return at < 0 ? undefined : lines[at + 1];
}

/** Undone, the file comes back under its own name. */
function rename(call: Call, read: OptionsRead, file: Argument, other: string): void {
  const [from, to] = read.has("remove") ? [other, file.text] : [file.text, other];
  if (!isError(call.files.lstat(from))) call.files.for(file).rename(from, to);
}
