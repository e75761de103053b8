import { resolve } from "node:path/posix";
import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { readIndexState } from "./index-state.ts";
import { cleanNewFiles } from "./new-files.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-q --quiet",
  "-n --dry-run",
  "-f --force",
  "-i --interactive",
  "-d",
  "-e PATTERN --exclude=PATTERN",
  "-x",
  "-X",
];

/** Removes what git does not track; `git clean -n` itself tells what that is. */
export const clean: Subcommand = { options, run: runClean };

function runClean(git: GitCall): Outcome {
  const read = git.options(options);
  if (read.has("interactive")) cannotTell("what will be answered is not known before");
  if (read.has("x") && read.has("X")) refuse("-x and -X cannot be used together");
  git.needSettledStore();
  const isDry = read.has("dry-run");
  const needsForce = git.settings.isOn("clean.requireforce", true);
  if (!isDry && !read.has("force") && needsForce) refuse("refusing to clean without -f");
  const forces = read.given.filter(({ key }) => key === "force").length;
  const words = [
    ...["d", "x", "X"].filter((key) => read.has(key)).map((key) => `-${key}`),
    ...(forces > 1 ? ["-f", "-f"] : []),
    ...read.values("exclude").flatMap((pattern) => ["-e", pattern]),
  ];
  const chosen = read.operands.map(({ text }) => text);
  const gone = listCleaned(git, words, chosen);
  if (isDry) return ended();
  if (!git.call.files.isUnchanged(git.root)) cleanNewFiles(git, read);
  const isDone = gone.map((name) => remove(git, name)).every((one) => one);
  return endedWith(isDone ? 0 : 1);
}

/** Paths that `git clean` would remove, directories with a slash behind. */
export function listCleaned(
  git: GitCall,
  words: readonly string[],
  chosen: readonly string[] = [],
): readonly string[] {
  const output = git.askFor(["clean", "-n", ...words, "--", ...chosen]);
  const paths = output.split("\n").flatMap((line) => {
    const name = /^Would remove (.*)$/.exec(line)?.[1];
    return name === undefined ? [] : [resolve(git.directory, unquote(name)) + slashOf(name)];
  });
  return withoutTracked(git, paths);
}

function slashOf(name: string): string {
  return /\/"?$/.test(name) ? "/" : "";
}

/** Earlier commands of the line may have let git know of files that it did not know of. */
function withoutTracked(git: GitCall, paths: readonly string[]): readonly string[] {
  const state = readIndexState(git);
  if (state.kind === "disk") return paths;
  const tracked = state.entries.map(({ name }) => git.pathOf(name));
  const known = new Set(tracked);
  const directories = paths.filter((path) => path.endsWith("/"));
  if (directories.some((path) => tracked.some((one) => one.startsWith(path)))) {
    cannotTell("an earlier command of the line lets git know of files that would go");
  }
  return paths.filter((path) => !known.has(path));
}

function remove(git: GitCall, path: string): boolean {
  const { files } = git.call;
  if (path.endsWith("/")) {
    const directory = path.slice(0, -1);
    return isError(files.lstat(directory)) || files.removeTree(directory).length === 0;
  }
  const error = files.unlink(path);
  return error === undefined || error === "ENOENT";
}

/** Removes what `listCleaned` told. */
export function removeCleaned(git: GitCall, paths: readonly string[]): void {
  for (const path of paths) remove(git, path);
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
};

/** A name in quotes, as C would have it, where it holds anything unusual. */
export function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of name.slice(1, -1).matchAll(/\\(\d{3})|\\(.)|([^\\])/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else bytes.push(...encodeBytes(plain ?? ""));
  }
  return decodeBytes(Uint8Array.from(bytes));
}
