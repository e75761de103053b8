import { resolve } from "node:path/posix";
import type { Outcome } from "../../domain/program.ts";
import type { GitCall } from "./git-call.ts";
import { disturbNames, replaceFile } from "./inner-files.ts";
import { remoteAddress } from "./remote-address.ts";
import { cannotTell } from "./stop.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";

/** Commands of which only files below `.git` change, so that their options matter little. */
export const keeping: Readonly<Record<string, Subcommand>> = {
  ...Object.fromEntries(
    [
      "commit-graph",
      "commit-tree",
      "fast-import",
      "fsck",
      "hash-object",
      "mktag",
      "mktree",
      "multi-pack-index",
      "notes",
      "pack-refs",
      "repack",
      "replace",
      "rerere",
      "symbolic-ref",
      "unpack-objects",
      "update-index",
      "update-ref",
      "write-tree",
    ].map((name): [string, Subcommand] => [name, { options: [], run: keep }]),
  ),
  gc: { options: [], run: (git) => forget(git, /^--prune=(now|all)$/) },
  prune: { options: [], run: (git) => forget(git, /^(?!--expire|-n$|--dry-run$|-v$).*/) },
  reflog: { options: [], run: runReflog },
  "filter-branch": { options: [], run: rewrite },
  "filter-repo": { options: [], run: rewrite },
  fetch: { options: [], run: fetch },
  remote: { options: [], run: runRemote },
  archive: { options: ["-o FILE --output=FILE"], run: archive },
  bundle: { options: [], run: bundle },
};

function keep(git: GitCall): Outcome {
  if (git.name !== "fsck") disturbNames(git);
  git.emit("store", "the repository");
  return endedWith(undefined);
}

/** What no name leads to any more is thrown away at once, and with it the way back to it. */
function forget(git: GitCall, atOnce: RegExp): Outcome {
  const isForgetting =
    git.words.some(({ text }) => atOnce.test(text)) ||
    (git.name === "prune" && git.words.length === 0);
  git.emit(isForgetting ? "forget-history" : "store", "commits that no branch leads to");
  return endedWith(undefined);
}

/** Every commit is made anew; filter-branch keeps names that lead to the old ones, filter-repo none. */
function rewrite(git: GitCall): Outcome {
  const keepsOld = git.name === "filter-branch";
  if (git.words.some(({ text }) => /^(?:--analyze|--dry-run|--help|-h)$/.test(text)))
    return endedWith(undefined);
  git.emit(keepsOld ? "abandon-commits" : "forget-history", "the history");
  return cannotTell("what the commits say afterwards is not worked out");
}

function runReflog(git: GitCall): Outcome {
  const [verb] = git.words;
  if (verb?.text !== "expire" && verb?.text !== "delete") return endedWith(undefined);
  const isNow = git.words.some(({ text }) => /^--expire(-unreachable)?=(now|all|0)$/.test(text));
  const isTold = git.words.some(({ text }) => /^(-n|--dry-run)$/.test(text));
  const forgets = (isNow || verb.text === "delete") && !isTold;
  git.emit(forgets ? "forget-history" : "store", "where branches led before");
  return endedWith(undefined);
}

/** Later commands of the line find other commits. */
function fetch(git: GitCall): Outcome {
  const named = git.words.find(({ text }) => !text.startsWith("-"));
  const address = remoteAddress(git, named?.text);
  git.call.emit({ kind: "network", action: "fetch", target: address }, named);
  replaceFile(git, `${git.repository.gitDirectory}/FETCH_HEAD`);
  git.emit("store", "fetched commits");
  return endedWith(undefined);
}

/** `remote update` fetches; the others only change what is noted of other repositories. */
function runRemote(git: GitCall): Outcome {
  const verb = git.words.find(({ text }) => !text.startsWith("-"));
  if (verb?.text === "update") return fetch(git.with([]));
  git.emit("store", "remotes");
  return endedWith(undefined);
}

function archive(git: GitCall): Outcome {
  const at = git.words.findIndex(({ text }) => /^(-o|--output(=|$))/.test(text));
  const word = git.words[at];
  if (word === undefined) return endedWith(undefined);
  const attached = word.text.replace(/^(-o|--output=?)/, "");
  const name = attached === "" ? git.words[at + 1]?.text : attached;
  if (name === undefined) return endedWith(129);
  const settings = git.settings.names("tar.");
  if (settings.length > 0 || git.settings.names("filter.").length > 0) {
    cannotTell("the settings name programs that the archive would go through", word);
  }
  const content = { kind: "unknown", reason: "git makes the archive" } as const;
  git.call.files.for(word).write(resolve(git.directory, name), content);
  return endedWith(undefined);
}

function bundle(git: GitCall): Outcome {
  const [verb, ...words] = git.words;
  const file = words.find(({ text }) => !text.startsWith("-"));
  if (verb?.text !== "create" || file === undefined || file.text === "-")
    return endedWith(undefined);
  const content = { kind: "unknown", reason: "git makes the bundle" } as const;
  git.call.files.for(file).replace(resolve(git.directory, file.text), content, {});
  return endedWith(undefined);
}
