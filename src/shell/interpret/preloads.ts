import { resolve } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import { isError } from "../../domain/world.ts";
import { makeCause, shellFiles } from "./causes.ts";
import { baseName } from "./resolve.ts";
import { reportUnknown, type Shell } from "./shell.ts";

/** Variables that name libraries which ld.so(8) loads before all others. */
const preloading = ["LD_PRELOAD", "LD_AUDIT"];

/** Programs for which ld.so passes over these variables: they take on other rights. */
const setId =
  /^(?:.*\/)?(?:sudo|su|doas|pkexec|passwd|chsh|chfn|gpasswd|newgrp|mount|umount|crontab)$/;

/** Where libraries lie that only root has put there. */
const systemFolder = /^\/(?:usr\/)?lib\w*\//;

/** Says what a library put in by the environment may do: anything, with the rights of the program. */
export function reportPreloads(shell: Shell, command: readonly Argument[]): void {
  for (const variable of preloading) {
    const { isExported, values } = shell.state.variables.get(variable) ?? {};
    if (isExported !== true || setId.test(command[0]?.text ?? "")) continue;
    const { text = "", unknown } = values?.get("0") ?? {};
    if (unknown !== undefined)
      reportUnknown(shell, `which library this is cannot be known: ${unknown}`);
    else for (const word of text.split(/[\s:]+/)) reportLibrary(shell, word, command);
  }
}

function reportLibrary(shell: Shell, word: string, command: readonly Argument[]): void {
  // A name without a slash is looked for where the system keeps its libraries.
  if (!word.includes("/")) return;
  const files = shellFiles(shell);
  const path = files.realPath(resolve(shell.state.directory, word));
  if (isError(path) || isError(files.stat(path)) || systemFolder.test(path)) return;
  const name = baseName(path);
  const cause = makeCause(shell, name, command, shell.position);
  const source = { kind: "program", path } as const;
  shell.session.environment.emit({ kind: "run-code", interpreter: name, source, cause });
  reportUnknown(shell, `what the library \`${name}\` does in the program is not modelled`);
}
