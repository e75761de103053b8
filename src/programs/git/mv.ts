import { basename } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import { stripSlashes } from "../common/paths.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { takeLock } from "./inner-files.ts";
import type { IndexEntry } from "./parse-entries.ts";
import { readIndex } from "./raw-entries.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";

const options = ["-v --verbose", "-n --dry-run", "-f --force", "-k", "--sparse"];

/** Renames tracked files and directories. */
export const mv: Subcommand = { options, run: runMv };

interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly operand: Argument;
}

function runMv(git: GitCall): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  git.needSettledStore();
  takeLock(git);
  const sources = read.operands.slice(0, -1);
  const target = read.operands.at(-1);
  if (target === undefined || sources.length === 0) return endedWith(129);
  const index = readIndex(git) ?? [];
  const tracked = new Set(index.map(({ name }) => name));
  const isInto = isDirectory(git, target.text);
  if (!isInto && sources.length > 1) refuse(`destination '${target.text}' is not a directory`);
  const renamings: Renaming[] = [];
  for (const operand of sources) {
    const from = stripSlashes(operand.text);
    const to = isInto ? `${stripSlashes(target.text)}/${basename(from)}` : target.text;
    const problem = problemOf(git, from, to, tracked, read.has("force"));
    const isTwice = renamings.some((one) => git.nameOf(one.to) === git.nameOf(to));
    if (problem === undefined && !isTwice) renamings.push({ from, to, operand });
    else if (!read.has("k")) refuse(problem ?? "multiple sources for the same target");
  }
  if (read.has("dry-run")) return ended();
  for (const one of renamings) rename(git, one, read.has("k"));
  writeIndex(git, renameEntries(git, index, renamings));
  startHooks(git, indexHook);
  return ended();
}

function renameEntries(
  git: GitCall,
  index: readonly IndexEntry[],
  renamings: readonly Renaming[],
): readonly IndexEntry[] {
  let entries = index;
  for (const { from, to } of renamings) {
    const [old, now] = [git.nameOf(from), git.nameOf(stripSlashes(to))];
    if (old === undefined || now === undefined) continue;
    entries = entries
      .filter(({ name }) => name !== now)
      .map((entry) => {
        const isMoved = entry.name === old || entry.name.startsWith(`${old}/`);
        return isMoved ? { ...entry, name: now + entry.name.slice(old.length) } : entry;
      });
  }
  return entries;
}

function isDirectory(git: GitCall, text: string): boolean {
  const status = git.call.files.stat(`${git.directory}/${text}`);
  return !isError(status) && status.type === "directory";
}

/** Why git would not rename this, as it finds out before it renames anything. */
function problemOf(
  git: GitCall,
  from: string,
  to: string,
  tracked: ReadonlySet<string>,
  isForced: boolean,
): string | undefined {
  const { files } = git.call;
  const source = files.lstat(`${git.directory}/${from}`);
  const name = git.nameOf(from);
  const target = git.nameOf(to.replace(/(.)\/+$/, "$1"));
  if (isError(source) || name === undefined || name === "") return `bad source '${from}'`;
  if (target === undefined) return `'${to}' is outside repository`;
  if (target === name || target.startsWith(`${name}/`)) return "can not move directory into itself";
  const there = files.lstat(`${git.directory}/${stripSlashes(to)}`);
  if (source.type === "directory") {
    if (![...tracked].some((one) => one.startsWith(`${name}/`))) return "source directory is empty";
    return isError(there) ? undefined : "destination already exists";
  }
  if (!tracked.has(name)) return "not under version control";
  if (isError(there)) return to.endsWith("/") ? "destination directory does not exist" : undefined;
  return isForced && there.type !== "directory" ? undefined : "destination exists";
}

function rename(git: GitCall, { from, to, operand }: Renaming, goesOn: boolean): void {
  const files = git.call.files.for(operand);
  if (files.lstat(`${git.directory}/${from}/.git`) !== "ENOENT" && isDirectory(git, from)) {
    cannotTell("a submodule would be moved", operand);
  }
  const target = `${git.directory}/${stripSlashes(to)}`;
  const error = files.rename(`${git.directory}/${from}`, target);
  if (error !== undefined && !goesOn) refuse(`renaming '${from}' failed`);
}
