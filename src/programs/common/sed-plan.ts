import type { SedFileCommand, SedScript } from "./sed-script.ts";

/** A script turned into ones that sed takes in its sandbox, where it may touch no other file. */
export interface SedPlan {
  /** Makes the same output; what `r` reads stands in it. */
  readonly main: string;
  /** For each file that is written, a script that prints with -n what goes into it. */
  readonly writes: ReadonlyMap<string, string>;
}

/** The plan of a script; undefined where its commands on files are too many-sided for one. */
export function planSed(
  text: string,
  script: SedScript,
  readFile: (name: string) => string | undefined,
): SedPlan | undefined {
  const { fileCommands } = script;
  const written = fileCommands.filter(({ kind }) => kind === "write" || kind === "flag");
  const isSimple = fileCommands.every(({ kind }) => kind !== "other");
  if (!isSimple || (written.length > 0 && script.prints)) return undefined;
  const main = rewrite(text, fileCommands, (command) => forMain(command, readFile));
  if (main === undefined) return undefined;
  const writes = new Map<string, string>();
  for (const name of new Set(written.map((command) => command.name))) {
    const printing = rewrite(text, fileCommands, (command) => forFile(command, name));
    if (printing !== undefined) writes.set(name, printing);
  }
  return { main, writes };
}

function rewrite(
  text: string,
  commands: readonly SedFileCommand[],
  replacement: (command: SedFileCommand) => string | undefined,
): string | undefined {
  let result = "";
  let at = 0;
  for (const command of commands) {
    const other = replacement(command);
    if (other === undefined) return undefined;
    result += text.slice(at, command.start) + other;
    at = command.end;
  }
  return result + text.slice(at);
}

function forMain(
  command: SedFileCommand,
  readFile: (name: string) => string | undefined,
): string | undefined {
  if (command.kind === "flag") return "";
  if (command.kind === "write") return "{}";
  const text = readFile(command.name);
  if (text === undefined || text === "") return text === "" ? "{}" : undefined;
  // `a` ends its text with a newline, which `r` does only where the file has one.
  if (!text.endsWith("\n")) return undefined;
  return `a\\\n${text.slice(0, -1).replace(/[\\\n]/g, "\\$&")}`;
}

function forFile(command: SedFileCommand, name: string): string {
  if (command.kind === "read" || command.name !== name) return command.kind === "flag" ? "" : "{}";
  return "p";
}
