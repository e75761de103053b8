import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { decodeBytes, hasEscapedBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { noDirectory } from "./clean-environment.ts";
import { gitEnvironment } from "./git-environment.ts";

/** A file that is not as it was committed, or an ignored file or directory. */
export interface StatusEntry {
  /** From the repository's root; directories end in a slash. */
  readonly name: string;
  readonly isIgnored: boolean;
}

/** What `git status` passes over. */
export type Hidden = readonly {
  readonly name: string;
  /** Left out of the work tree on purpose, so that it need not be there. */
  readonly isSkipped: boolean;
}[];

type Setting = readonly [key: string, value: string];

/**
 * `git status` of a repository or of what lies at or below a path in it. Undefined where git
 * refuses (the repository belongs to somebody else), takes too long, or cannot be asked safely.
 */
export function readStatus(git: Path, root: Path, below = ""): readonly StatusEntry[] | undefined {
  const filters = filterSettings(git, root);
  if (filters === undefined) return undefined;
  const args = ["--porcelain", "-z", "--no-renames", "--ignored=matching", "--untracked-files=all"];
  const place = below === "" ? [] : ["--", `:(top,literal)${below}`];
  // A submodule would be asked with the settings of its own configuration.
  const output = ask(git, root, ["status", ...args, "--ignore-submodules=all", ...place], filters);
  return output
    ?.split("\0")
    .filter((line) => line.length > 3)
    .map((line) => ({ name: line.slice(3), isIgnored: line.startsWith("!!") }));
}

/** Files marked assume-unchanged or skip-worktree, and submodules. */
export function readHidden(git: Path, root: Path): Hidden | undefined {
  const output = ask(git, root, ["ls-files", "-z", "-v", "-s"], []);
  return output
    ?.split("\0")
    .map((line) => /^(\S) (\d+) \S+ \d\t(.*)$/s.exec(line) ?? [])
    .filter(([, tag = "H", mode]) => tag !== "H" || mode === "160000")
    .map(([, tag = "", , name = ""]) => ({ name, isSkipped: tag.toUpperCase() === "S" }))
    .filter(({ name }) => name !== "");
}

/** How many commits of the branches no branch of a remote repository has, as last fetched. */
export function readUnpushed(git: Path, root: Path): number | undefined {
  const words = ["rev-list", "--count", "--branches", "--not", "--remotes"];
  const output = ask(git, root, words, [])?.trim() ?? "";
  return /^\d+$/.test(output) ? Number(output) : undefined;
}

/**
 * Settings that keep the repository's filters (`filter.NAME.clean` and `.process`, started for
 * files whose time is not the recorded one) from being run; undefined where git cannot be asked.
 */
function filterSettings(git: Path, root: Path): readonly Setting[] | undefined {
  if (isPlainConfiguration(root)) return [];
  const names = ask(git, root, ["config", "-z", "--name-only", "--list"], [])?.split("\0");
  if (names === undefined) return undefined;
  // It would be the status of another directory.
  if (names.includes("core.worktree") && !isWorkTree(git, root)) return undefined;
  const drivers = new Set(
    names
      .filter((name) => /^filter\..*\./s.test(name))
      .map((name) => name.slice(0, name.lastIndexOf("."))),
  );
  return [...drivers].flatMap((driver): readonly Setting[] => [
    [`${driver}.clean`, ""],
    [`${driver}.smudge`, ""],
    [`${driver}.process`, ""],
    [`${driver}.required`, "false"],
  ]);
}

/** Saves a process where the configuration is in its usual place and names nothing to look for. */
function isPlainConfiguration(root: Path): boolean {
  try {
    if (!lstatSync(`${root}/.git`).isDirectory()) return false;
    return !/filter|include|worktree/i.test(readFileSync(`${root}/.git/config`, "latin1"));
  } catch {
    return false;
  }
}

function isWorkTree(git: Path, root: Path): boolean {
  return ask(git, root, ["rev-parse", "--show-toplevel"], [])?.replace(/\n$/, "") === root;
}

/** What hides changes from `git status` is switched off, along with the user's own settings. */
const settings: readonly Setting[] = [
  ["core.untrackedCache", "false"],
  ["core.ignoreStat", "false"],
  ["core.trustctime", "true"],
  ["core.checkStat", "default"],
  ["core.excludesFile", "/dev/null"],
  ["core.attributesFile", "/dev/null"],
];

/**
 * Whether `git status` in a directory would start nothing, with the caller's own settings in force:
 * no filter is configured anywhere, and no submodule that it would look into brings a configuration
 * of its own.
 */
export function hasNothingToStart(
  git: Path,
  directory: Path,
  env: Readonly<Record<string, string>>,
  ignoresSubmodules = false,
): boolean {
  const names = run(git, directory, ["config", "-z", "--name-only", "--list"], env);
  if (names === undefined || names.split("\0").some((name) => name.startsWith("filter.")))
    return false;
  if (ignoresSubmodules) return true;
  const files = run(git, directory, ["ls-files", "-z", "-s", ":(top)"], env);
  return files !== undefined && !/(?:^|\0)160000 /.test(files);
}

function ask(
  git: Path,
  root: Path,
  args: readonly string[],
  more: readonly Setting[],
): string | undefined {
  return run(git, root, args, {
    ...gitEnvironment({}, [...settings, ...more]),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    HOME: noDirectory,
    LC_ALL: "C",
  });
}

function run(
  git: Path,
  directory: Path,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): string | undefined {
  if (hasEscapedBytes(directory) || args.some(hasEscapedBytes)) return undefined;
  const result = spawnSync(git, args, {
    cwd: directory,
    env,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 2000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error !== undefined || result.status !== 0) return undefined;
  return decodeBytes(result.stdout);
}
