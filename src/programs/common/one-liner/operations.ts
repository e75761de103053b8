import { plainArgument } from "../../../domain/argument.ts";
import { isError } from "../../../domain/world.ts";
import { expandPattern } from "./glob.ts";
import { NotFollowed } from "./syntax.ts";
import { listOf, orRaise, Raised, type Run, textOf, type Value } from "./values.ts";

/** What the languages' functions on files come to. Paths are the program's own words. */

export function unlink({ call }: Run, path: string): null {
  return orRaise(call.files.unlink(path));
}

export function removeDirectory({ call }: Run, path: string): null {
  return orRaise(call.files.removeDirectory(path));
}

/** Everything below goes as well; stops at the first that stays. */
export function removeTree({ call }: Run, path: string): null {
  const status = call.files.lstat(path);
  if (isError(status)) throw new Raised(status);
  if (status.type !== "directory") throw new Raised("ENOTDIR");
  return orRaise(call.files.removeTree(path)[0]?.error);
}

export function rename({ call }: Run, from: string, to: string): null {
  return orRaise(call.files.rename(from, to));
}

/** `parents`: also makes what is missing above, and takes one that is there for done. */
export function makeDirectory(
  run: Run,
  path: string,
  options: { readonly parents?: boolean; readonly mayExist?: boolean; readonly mode?: number } = {},
): null {
  const { files } = run.call;
  const parent = path.replace(/\/+[^/]*\/*$/, "");
  if (options.parents === true && parent !== "" && parent !== path && isError(files.stat(parent))) {
    makeDirectory(run, parent, { parents: true, mayExist: true });
  }
  const error = files.makeDirectory(path, options.mode ?? 0o777);
  const there = files.stat(path);
  if (error === "EEXIST" && options.mayExist === true && !isError(there)) {
    if (there.type === "directory") return null;
  }
  return orRaise(error);
}

export function write({ call }: Run, path: string, text: string, how: "truncate" | "append"): null {
  return orRaise(call.files.write(path, { kind: "text", text }, { how }));
}

/** The whole text of a file. */
export function readText({ call }: Run, path: string): string {
  const text = call.files.text(path);
  if (text === undefined) throw new NotFollowed();
  if (isError(text)) throw new Raised(text);
  return text;
}

export function changeMode({ call }: Run, path: string, mode: number): null {
  return orRaise(call.files.changeMode(path, mode));
}

export function doesExist({ call }: Run, path: string, type?: "file" | "directory"): boolean {
  const status = call.files.stat(path);
  return !isError(status) && (type === undefined || status.type === type);
}

export function listNames({ call }: Run, path: string): readonly string[] {
  const entries = call.files.readDirectory(path);
  if (isError(entries)) throw new Raised(entries);
  return entries.map(({ name }) => name).sort();
}

export function glob({ call }: Run, pattern: string): readonly string[] {
  // Through any number of directories: each language has rules of its own.
  if (pattern.includes("**")) throw new NotFollowed();
  return expandPattern(call.files, pattern);
}

/** Starts a command; its status, where that is known. */
export function runWords(run: Run, words: readonly Value[]): number {
  const command = words.map((word) => plainArgument(textOf(word)));
  return statusOf(run, run.call.runCommand(command, { wrapper: run.call.name }));
}

/** Starts a shell. */
export function runShell(run: Run, text: string): number {
  return statusOf(run, run.call.runShell(text, { wrapper: run.call.name, dialect: "sh" }));
}

function statusOf(run: Run, outcome: ReturnType<Run["call"]["runShell"]>): number {
  if (outcome.status === undefined || outcome.output.kind !== "text") throw new NotFollowed();
  run.print(outcome.output.text);
  return outcome.status;
}

/** A tool that does what the function does, and complains where it fails. */
export function runTool(run: Run, words: readonly Value[]): null {
  if (runWords(run, words) !== 0) throw new Raised();
  return null;
}

/** The words of a command, given as a list or as the words themselves. */
export function commandWords(words: readonly Value[]): readonly Value[] {
  return Array.isArray(words[0]) ? listOf(words[0]) : words;
}
