import type { Content } from "../../domain/view/files.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";

const gitsOwn: Content = { kind: "unknown", reason: "it is a file of git's own" };

/** Git locks the index, whatever comes of it: the directory's time changes and nothing else. */
export function takeLock(git: GitCall): void {
  touch(git, git.repository.gitDirectory);
}

/** Only the time of something changes: a lock comes and goes in a directory. */
export function touch({ call: { files } }: GitCall, path: Path): void {
  files.setModified(path, Number.MAX_SAFE_INTEGER);
}

/** The branch is locked and stays as it is. */
export function lockBranch(git: GitCall, name: string): void {
  const path = `${git.repository.commonDirectory}/refs/heads/${name}`;
  touch(git, path.slice(0, path.lastIndexOf("/")));
}

/** HEAD's log gets a line; with a text the file itself says something else. */
export function writeHead(git: GitCall, text?: string): void {
  const { gitDirectory } = git.repository;
  if (text !== undefined) replaceFile(git, `${gitDirectory}/HEAD`, text);
  appendLog(git, `${gitDirectory}/logs/HEAD`);
}

/** A branch comes to lead elsewhere: to a commit, where that is known. */
export function writeBranch(git: GitCall, name: string, commit?: string): void {
  const { commonDirectory } = git.repository;
  replaceFile(git, `${commonDirectory}/refs/heads/${name}`, commit && `${commit}\n`);
  appendLog(git, `${commonDirectory}/logs/refs/heads/${name}`);
}

/** The commit before is noted. */
export function writeOriginalHead(git: GitCall): void {
  replaceFile(git, `${git.repository.gitDirectory}/ORIG_HEAD`);
}

const leftovers =
  "MERGE_HEAD MERGE_MODE MERGE_MSG MERGE_RR AUTO_MERGE CHERRY_PICK_HEAD REVERT_HEAD SQUASH_MSG";

/** What was noted of a merge that is over with. */
export function forgetMerge(git: GitCall): void {
  const { files } = git.call;
  for (const name of leftovers.split(" ")) {
    const path = `${git.repository.gitDirectory}/${name}`;
    if (!isError(files.lstat(path))) files.unlink(path);
  }
}

/** Branches and tags change in a way that is not known further. */
export function disturbNames(git: GitCall): void {
  replaceFile(git, `${git.repository.commonDirectory}/packed-refs`);
}

/** A file of git's own is written anew; with a text where that is known. */
export function replaceFile(git: GitCall, path: Path, text?: string): void {
  const { files, umask } = git.call;
  makeParents(git, path);
  const content: Content = text === undefined ? gitsOwn : { kind: "text", text };
  files.replace(path, content, { mode: 0o666 & ~umask });
}

function appendLog(git: GitCall, path: Path): void {
  if (!git.settings.isOn("core.logallrefupdates", git.repository.root !== undefined)) return;
  makeParents(git, path);
  git.call.files.write(path, gitsOwn, { how: "append" });
}

function makeParents(git: GitCall, path: Path): void {
  const { files } = git.call;
  const parent = path.slice(0, path.lastIndexOf("/"));
  if (parent === "" || !isError(files.lstat(parent))) return;
  makeParents(git, parent);
  files.makeDirectory(parent);
}
