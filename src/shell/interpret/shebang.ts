import type { Files } from "../../domain/view/files.ts";
import { isError, type Path } from "../../domain/world.ts";
import { baseName } from "./resolve.ts";

/** What a script says it is run by. */
export interface Interpreter {
  readonly name: string;
  /** As written; absent where the shell takes the file for a script of its own. */
  readonly path?: Path;
  readonly options: readonly string[];
}

const longestScript = 1_000_000;

/** The interpreter of a text file; bash itself where no `#!` names another. Undefined for binaries. */
export function readInterpreter(files: Files, path: Path): Interpreter | undefined {
  const content = files.content(path);
  if (isError(content)) return undefined;
  const text = files.textOf(content, longestScript);
  const [line] = text?.split("\n", 1) ?? [];
  if (line === undefined || line.includes("\0")) return undefined;
  if (!line.startsWith("#!")) return { name: "bash", options: [] };
  return splitInterpreter(line.slice(2).trim());
}

/** The kernel passes all that follows the interpreter as one word; `env -S` splits it. */
function splitInterpreter(line: string): Interpreter | undefined {
  const [, path, rest] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  if (path === undefined) return undefined;
  const name = baseName(path);
  if (name !== "env")
    return { name, path, options: rest === "" || rest === undefined ? [] : [rest] };
  const [program, ...options] = (rest ?? "").replace(/^-S\s*/, "").split(/\s+/);
  return program === undefined ? undefined : { name: baseName(program), path, options };
}
