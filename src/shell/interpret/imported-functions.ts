import { parse } from "../parse.ts";
import type { Shell, Source } from "./shell.ts";

/**
 * Functions that the environment brings along, as `export -f` leaves them: a variable
 * `BASH_FUNC_name%%` whose value is the body. They stand before programs of the same name.
 */
export function importFunctions(shell: Shell, variables: ReadonlyMap<string, string>): void {
  for (const [variable, value] of variables) {
    if (!variable.startsWith("BASH_FUNC_")) continue;
    const name = /^BASH_FUNC_([^=\s]+)%%$/.exec(variable)?.[1];
    // As for bash, anything but one definition is no function.
    if (name !== undefined && value.startsWith("() {")) defineFunction(shell, name, value);
  }
}

function defineFunction(shell: Shell, name: string, value: string): void {
  const text = `${name} ${value}`;
  const parsed = parse(text);
  if (parsed.kind === "failure" || parsed.script.commands.length !== 1) return;
  const command = parsed.script.commands[0]?.command;
  if (command?.type !== "Function") return;
  // Nothing of it stands in the line: whatever it does is put down to the whole of that.
  const { length } = shell.source.text;
  const source: Source = { text, locate: () => [0, length] };
  shell.functions.set(name, { body: command.body, source });
  shell.exportedFunctions.add(name);
}
