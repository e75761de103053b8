import type { Outcome } from "../../domain/program.ts";
import { emptyStream, textStream } from "../../domain/stream.ts";
import { type OptionsRead, readOptions } from "../common/options.ts";
import { untold } from "../common/outcome.ts";
import type { GitCall } from "./git-call.ts";
import { readIndex } from "./raw-entries.ts";
import { findCommit } from "./revisions.ts";
import { GitStop } from "./stop.ts";
import { readTracked } from "./tracked.ts";

const options = ["--quiet", "--exit-code", "--name-only", "-z"];

/** Settings that change which names are told, or in which order. */
const changing = ["diff.renames", "diff.relative", "diff.orderfile", "diff.ignoresubmodules"];

/**
 * `git diff` as far as names and status go: the real one would write to the index, so it cannot be
 * asked. Undefined where that is not modelled.
 */
export function tellDiff(git: GitCall): Outcome | undefined {
  try {
    return compare(git);
  } catch (stop) {
    if (stop instanceof GitStop) return undefined;
    throw stop;
  }
}

function compare(git: GitCall): Outcome | undefined {
  const read = readOptions(options, git.words);
  const isAsked = read.given.some(({ key }) => key !== "z");
  if (read.unrecognized.length > 0 || !isAsked) return undefined;
  if (changing.some((name) => git.settings.get(name) !== undefined)) return undefined;
  const names = differingNames(git, read);
  if (names === undefined) return undefined;
  const tellsStatus = read.has("quiet") || read.has("exit-code");
  const status = tellsStatus && names.length > 0 ? 1 : 0;
  if (read.has("quiet")) return { status, output: emptyStream };
  if (!read.has("name-only")) return untold("differences are not worked out", status);
  const isPlain = read.has("z") || names.every((name) => /^[ !#-[\]-~]*$/.test(name));
  if (!isPlain) return untold("names that git puts in quotes are not modelled", status);
  const end = read.has("z") ? "\0" : "\n";
  return { status, output: textStream(names.map((name) => name + end).join("")) };
}

function differingNames(git: GitCall, read: OptionsRead): readonly string[] | undefined {
  const dashes = git.words.findIndex(({ text }) => text === "--");
  const isBehind = (at: number): boolean => dashes >= 0 && at > dashes;
  const operands = read.operands.filter((word) => !isBehind(git.words.indexOf(word)));
  const paths = read.operands.filter((word) => isBehind(git.words.indexOf(word)));
  const pathspecs = paths.map(({ text }) => text);
  const [first, second, third] = operands.flatMap(({ text }) => text.split(/(?<!\.)\.\.(?!\.)/));
  if (first === undefined) return changedNames(git, pathspecs);
  const before = findCommit(git, first === "" ? "HEAD" : first);
  const after = second === undefined ? undefined : findCommit(git, second === "" ? "HEAD" : second);
  if (before === undefined || after === undefined || third !== undefined) return undefined;
  const args = ["diff-tree", "-r", "-M", "--name-only", "-z", before, after, "--", ...pathspecs];
  return git.askFor(args).split("\0").slice(0, -1);
}

/** Of the work tree; where there are submodules git would look into them. */
function changedNames(git: GitCall, pathspecs: readonly string[]): readonly string[] | undefined {
  const index = readIndex(git, pathspecs.length > 0 ? pathspecs : [":/"]) ?? [];
  if (index.some(({ mode, stage }) => mode === "160000" || stage > 0)) return undefined;
  const { changed } = readTracked(git, index, pathspecs);
  return index.map(({ name }) => name).filter((name) => changed.has(name));
}
