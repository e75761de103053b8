import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path/posix";
import { decodeBytes, encodeBytes, hasEscapedBytes } from "../domain/bytes.ts";
import type { Computation, Computed, Path } from "../domain/world.ts";
import { cleanEnvironment, isAnswerChangedBy, noDirectory } from "./clean-environment.ts";
import { gitEnvironment } from "./git-environment.ts";
import { hasNothingToStart } from "./git-queries.ts";
import { systemCodeOf } from "./node-path.ts";
import {
  directoriesChosen,
  ignoresSubmodules,
  looksAtWorkTree,
} from "./read-only/git-arguments.ts";
import { ruleFor } from "./read-only-programs.ts";

/** Longer than any answer a line waits for, and short enough for a person who waits for the check. */
const timeLimit = 2000;
const outputLimit = 8 * 1024 * 1024;

/** Runs a read-only program of the closed list (see `World.compute`), found by `find`. */
export function compute(
  request: Computation,
  find: (program: string) => Path | undefined,
): Computed | undefined {
  const rule = ruleFor(request.program);
  const args = rule?.accept(request.arguments);
  if (rule === undefined || args === undefined || !canBeAsked(request)) return undefined;
  const program = find(rule.runs);
  if (program === undefined) return undefined;
  const env = environmentFor(rule.runs, args, request.environment ?? new Map());
  if (rule.runs === "git" && !startsNothing(program, args, request.directory, env))
    return undefined;
  return answerOf(
    request,
    spawnSync(program, args, {
      cwd: workingDirectory(request),
      env,
      ...(request.input === "" ? {} : { input: encodeBytes(request.input) }),
      stdio: [request.input === "" ? "ignore" : "pipe", "pipe", "pipe"],
      timeout: timeLimit,
      killSignal: "SIGKILL",
      maxBuffer: outputLimit,
    }),
  );
}

/** Filters and submodules have settings of free names, which cannot all be switched off. */
function startsNothing(
  git: Path,
  args: readonly string[],
  directory: Path,
  env: Readonly<Record<string, string>>,
): boolean {
  if (!looksAtWorkTree(args)) return true;
  const place = resolve(directory, ...directoriesChosen(args));
  return hasNothingToStart(git, place, env, ignoresSubmodules(args));
}

/**
 * Where it runs. A directory that only the line will make is not there yet; what works on its
 * standard input alone can do that anywhere.
 */
function workingDirectory({ directory, input }: Computation): Path {
  if (input === "") return directory;
  try {
    return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true ? directory : "/";
  } catch {
    return directory;
  }
}

function canBeAsked(request: Computation): boolean {
  // Node hands over arguments as UTF-8 only.
  if ([request.directory, ...request.arguments].some(hasEscapedBytes)) return false;
  if (request.arguments.some((word) => word.includes("\0"))) return false;
  if (request.environment !== undefined) {
    if (isAnswerChangedBy(request.environment)) return false;
    if (request.program === "git" && hasGitVariables(request.environment)) return false;
  }
  return !request.arguments.some((word) => namesSpecialFile(word, request.directory));
}

/**
 * Whether a word, or a value attached to an option, names a fifo, socket or device: reading one
 * waits, or takes bytes from whoever they were meant for.
 */
function namesSpecialFile(word: string, directory: Path): boolean {
  const attached = word.startsWith("-") ? [word.slice(2), word.slice(word.indexOf("=") + 1)] : [];
  return [word, ...attached].some((name) => name !== "" && isSpecial(resolve(directory, name)));
}

function isSpecial(path: Path): boolean {
  if (path === "/dev/null") return false;
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && !stats.isFile() && !stats.isDirectory();
  } catch {
    return false;
  }
}

/** GIT_DIR and its like lead git elsewhere, and some of them start programs. */
function hasGitVariables(environment: ReadonlyMap<string, string>): boolean {
  const harmless =
    /^GIT_(?:AUTHOR|COMMITTER|EDITOR|SEQUENCE_EDITOR|PAGER|ASKPASS|MERGE_AUTOEDIT|SSH|TERMINAL)/;
  return [...environment.keys()].some((name) => name.startsWith("GIT_") && !harmless.test(name));
}

function environmentFor(
  program: string,
  args: readonly string[],
  source: ReadonlyMap<string, string>,
): Record<string, string> {
  if (program !== "git") return cleanEnvironment(source);
  const environment = gitEnvironment(source);
  // `git config` starts nothing, and would show our own settings as if they were the caller's.
  if (args.includes("config")) delete environment.GIT_CONFIG_COUNT;
  // Its words are read and not shown.
  if (args.includes("clean")) environment.LC_ALL = "C";
  // Its answers (aliased addresses, date formats, trusted directories) depend on the settings there.
  for (const name of ["HOME", "XDG_CONFIG_HOME"]) {
    const value = source.get(name);
    if (value?.isWellFormed()) environment[name] = value;
  }
  return environment;
}

function answerOf(request: Computation, result: SpawnSyncReturns<Buffer>): Computed | undefined {
  // EPIPE: it ended without reading all of its input, as `head` does.
  if (result.error !== undefined && systemCodeOf(result.error) !== "EPIPE") return undefined;
  if (result.status === null || isOurOwnDoing(request, result)) return undefined;
  return {
    status: result.status,
    output: decodeBytes(result.stdout),
    ...(result.stderr.length > 0 ? { hasErrors: true } : {}),
  };
}

/** Whether a failure may come from what we withhold, so that it would not fail for the caller. */
function isOurOwnDoing(request: Computation, result: SpawnSyncReturns<Buffer>): boolean {
  if (result.stderr.includes(noDirectory)) return true;
  // Status 1 is sed's for a script it refuses, which with --sandbox includes good ones.
  if (request.program === "sed") return result.status === 1;
  // By SUDO_UID, root's git would take the repositories of whoever called sudo for its own.
  const isDenied = request.program === "git" && result.status === 128;
  return isDenied && request.environment?.has("SUDO_UID") === true;
}
