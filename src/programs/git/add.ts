import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import { entriesAfterAdd, newFilesToAdd } from "./added-entries.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { takeLock } from "./inner-files.ts";
import { cannotTell, refuse } from "./stop.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-n --dry-run",
  "-v --verbose",
  "-f --force",
  "-i --interactive",
  "-p --patch",
  "-e --edit",
  "-u --update",
  "-A --all",
  "--no-ignore-removal",
  "--no-all",
  "--ignore-removal",
  "-N --intent-to-add",
  "--refresh",
  "--ignore-errors",
  "--ignore-missing",
  "--renormalize",
  "--chmod=MODE",
  "--sparse",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

/** Takes files up for the next commit: only git's own files change. */
export const add: Subcommand = { options, run: runAdd };

function runAdd(git: GitCall): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  if (read.has("dry-run")) return endedWith(undefined);
  refuseFilters(git);
  const names = read.operands.map(({ text }) => text);
  const takesSome = ["all", "update", "patch", "interactive", "edit", "pathspec-from-file"].some(
    (key) => read.has(key),
  );
  if (names.length === 0 && !takesSome) return endedWith(0);
  takeLock(git);
  const status = statusOf(git, names, read.has("force"));
  if (status === 128 && !read.has("ignore-errors")) refuse("a pathspec did not match any files");
  const isPlain = read.given.every(({ key }) =>
    /^(all|update|force|verbose|no-ignore-removal)$/.test(key),
  );
  const added = {
    pathspecs: names,
    takesNew: !read.has("update"),
    takesIgnored: read.has("force"),
  };
  // Contents are stored one by one, also of what git then refuses as a whole.
  const fresh = isPlain ? newFilesToAdd(git, added) : undefined;
  const paths = fresh?.map((name) => git.pathOf(name));
  git.emit("store", "the index", undefined, undefined, paths);
  writeIndex(git, isPlain ? entriesAfterAdd(git, { ...added, fresh }) : undefined);
  startHooks(git, indexHook);
  return endedWith(read.has("patch") || read.has("interactive") ? undefined : status);
}

/** 128 where nothing has such a name, 1 where git ignores it; unknown where that was not asked. */
function statusOf(git: GitCall, names: readonly string[], isForced: boolean): number | undefined {
  const missing = names.filter((name) => isError(git.call.files.lstat(`${git.directory}/${name}`)));
  if (missing.some((name) => !/[*?[:]/.test(name) && !isTracked(git, name))) return 128;
  if (missing.length > 0) return undefined;
  if (isForced || names.length === 0) return 0;
  const answer = git.tryAsk(["check-ignore", "-q", "--", ...names]);
  return answer === undefined ? undefined : answer.status === 0 ? 1 : 0;
}

function isTracked(git: GitCall, name: string): boolean {
  const answer = git.tryAsk(["ls-files", "--error-unmatch", "--", name]);
  return answer === undefined || answer.status === 0;
}

/** Filters are programs that the configuration names, started for files that attributes choose. */
export function refuseFilters(git: GitCall): void {
  const [name] = git.settings.names("filter.");
  if (name === undefined) return;
  const places = [
    `${git.root}/.gitattributes`,
    `${git.repository.commonDirectory}/info/attributes`,
  ];
  const chosen = places.some((path) => {
    const text = git.call.files.text(path);
    return text !== undefined && !isError(text) && /filter=/.test(text);
  });
  if (chosen) cannotTell("what the filters of the repository do is not known");
}
