import { resolve } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError, type Path } from "../../domain/world.ts";
import { readContents } from "./blobs.ts";
import type { GitCall } from "./git-call.ts";
import { makeDirectories } from "./init.ts";
import type { Entry } from "./parse-entries.ts";
import { readTree } from "./raw-entries.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";
import { writeEntry } from "./work-tree.ts";

const options = [
  "-v --verbose",
  "-q --quiet",
  "--progress",
  "--reject-shallow",
  "-n --no-checkout",
  "--bare",
  "--mirror",
  "-l --local",
  "--no-local",
  "--no-hardlinks",
  "-s --shared",
  "--recursive[=PATHSPEC]",
  "--recurse-submodules[=PATHSPEC]",
  "-j N --jobs=N",
  "--template=DIRECTORY",
  "--reference=REPOSITORY",
  "--reference-if-able=REPOSITORY",
  "--dissociate",
  "-o NAME --origin=NAME",
  "-b BRANCH --branch=BRANCH",
  "-u PROGRAM --upload-pack=PROGRAM",
  "--depth=DEPTH",
  "--shallow-since=TIME",
  "--shallow-exclude=REVISION",
  "--single-branch",
  "--no-single-branch",
  "--no-tags",
  "--shallow-submodules",
  "--no-shallow-submodules",
  "--separate-git-dir=DIRECTORY",
  "-c SETTING --config=SETTING",
  "--server-option=OPTION",
  "-4 --ipv4",
  "-6 --ipv6",
  "--filter=FILTER",
  "--also-filter-submodules",
  "--remote-submodules",
  "--sparse",
  "--bundle-uri=ADDRESS",
];

/** Copies a repository into a new directory. */
export const clone: Subcommand = { options, run: runClone };

function runClone(git: GitCall): Outcome {
  const read = git.options(options);
  const [from, into, more] = read.operands;
  if (from === undefined || more !== undefined) return endedWith(129);
  const isBare = read.has("bare") || read.has("mirror");
  const target = resolve(git.directory, into?.text ?? nameFor(from.text, isBare));
  const { files } = git.call;
  const entries = files.readDirectory(target);
  const isTaken = isError(entries) ? entries === "ENOTDIR" : entries.length > 0;
  if (isTaken) refuse("destination path already exists and is not an empty directory");
  const source = localSource(git, from);
  const known = source === undefined ? undefined : readSource(git, source, read.value("branch"));
  if (source === undefined)
    git.call.emit({ kind: "network", action: "fetch", target: from.text }, from);
  if (!makeDirectories(git, target)) refuse("could not create the directory");
  git.call.emit({ kind: "repository", action: "store", target: "a clone", repository: target });
  const stranger = read.given.find(({ key }) => !plain.has(key));
  if (
    known === undefined ||
    stranger !== undefined ||
    git.settings.get("init.templatedir") !== undefined
  ) {
    const reason = "what the other side holds is not known before";
    return cannotTell(
      source === undefined ? reason : "what `git clone` makes of this is not modelled",
      from,
    );
  }
  files.makeDirectory(`${target}/.git`);
  const contents = readContents(known.git, known.entries);
  if (read.has("no-checkout")) return ended();
  for (const entry of known.entries) writeEntry(known.git, entry, contents.get(entry.name), target);
  return ended();
}

/** Options that do not change which files there are. */
const plain = new Set(
  "verbose quiet progress no-checkout local no-local no-hardlinks shared jobs origin branch no-tags single-branch no-single-branch".split(
    " ",
  ),
);

/** The last part of the address without `.git`. */
function nameFor(address: string, isBare: boolean): string {
  const path = address.replace(/\/+$/, "").replace(/\/\.git$/, "");
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
  const short = name.replace(/\.(git|bundle)$/, "");
  return isBare ? `${short}.git` : short;
}

/** The directory of a repository on this machine; undefined for what comes over the network. */
function localSource(git: GitCall, { text }: Argument): Path | undefined {
  const path = text.replace(/^file:\/\//, "");
  if (/^[a-z+]+:\/\//i.test(path) || (/^[^/]+:/.test(path) && path === text)) return undefined;
  const source = resolve(git.directory, path);
  const found = [source, `${source}.git`].find((one) => !isError(git.call.files.stat(one)));
  return found ?? refuse(`repository '${text}' does not exist`);
}

interface Source {
  readonly git: GitCall;
  readonly entries: readonly Entry[];
}

/** The files of the branch that would be checked out. */
function readSource(git: GitCall, directory: Path, branch: string | undefined): Source | undefined {
  const status = git.call.files.stat(directory);
  if (isError(status) || status.type !== "directory") return undefined;
  const source = git.with([], directory);
  if (source.repository.root !== directory) return undefined;
  source.needSettledStore();
  const commit = branch === undefined ? "HEAD" : `refs/heads/${branch}`;
  const isThere = source.ask(["rev-parse", "--verify", "--quiet", commit]).status === 0;
  if (!isThere) return branch === undefined ? { git: source, entries: [] } : undefined;
  const entries = readTree(source, commit);
  const isPlain = source.settings.names("filter.").length === 0;
  return isPlain ? { git: source, entries } : undefined;
}
