import type { Argument } from "../../../domain/argument.ts";
import { describeError } from "../../../domain/error-text.ts";
import { isError, type Path } from "../../../domain/world.ts";
import { shellFiles } from "../causes.ts";
import { contentStream } from "../open-files.ts";
import { runText } from "../scripts.ts";
import type { Shell } from "../shell.ts";
import { catchUnwinding } from "../unwinding.ts";
import { getText, getVariable, setArray } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain } from "./builtin.ts";
import { runHidden } from "./eval.ts";

/** `. file [words]`, `source file [words]`. */
export const sourceBuiltin: Builtin = {
  acceptsUnknown: true,
  run: runSource,
};

function runSource(call: BuiltinCall): number | undefined {
  const { shell } = call;
  const [file, ...words] = call.words[0]?.text === "--" ? call.words.slice(1) : call.words;
  if (file === undefined) return complain(call, "filename argument required", 2);
  if (file.unknown !== undefined) return runHidden(call, file.unknown);
  const files = shellFiles(shell);
  const path = findFile(shell, file.text);
  const content = path === undefined ? "ENOENT" : files.content(path);
  if (isError(content)) {
    return complain(call, `${file.text}: ${describeError(content)}`);
  }
  const stream = contentStream(files, content);
  if (stream.kind === "unknown") return runHidden(call, stream.reason);
  if (stream.kind === "endless") return runHidden(call, "the text has no end");
  return runFile(shell, stream.text, file, words);
}

function findFile(shell: Shell, name: string): Path | undefined {
  if (name.includes("/")) return name;
  const files = shellFiles(shell);
  const places = [...(getText(shell, "PATH") ?? "").split(":"), "."];
  return places
    .map((place) => `${place === "" ? "." : place}/${name}`)
    .find((path) => {
      const status = files.stat(path);
      return !isError(status) && status.type !== "directory";
    });
}

function runFile(
  shell: Shell,
  text: string,
  file: Argument,
  words: readonly Argument[],
): number | undefined {
  const { positional } = shell.state;
  if (words.length > 0) shell.state.positional = words;
  const outer = getVariable(shell, "BASH_SOURCE");
  shell.sourced += 1;
  setArray(shell, "BASH_SOURCE", [{ text: file.text }, ...(outer?.values.values() ?? [])]);
  try {
    const end = catchUnwinding(["return"], () => runText(shell, text, file.span));
    return end === undefined ? shell.state.lastStatus : end.status;
  } finally {
    shell.sourced -= 1;
    if (outer === undefined) shell.state.variables.delete("BASH_SOURCE");
    else shell.state.variables.set("BASH_SOURCE", outer);
    if (words.length > 0) shell.state.positional = positional;
  }
}
