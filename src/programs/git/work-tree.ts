import type { Content } from "../../domain/view/files.ts";
import { isWithin, joinPath } from "../../domain/view/tree.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import type { Entry } from "./parse-entries.ts";

const notKnown: Content = { kind: "unknown", reason: "it was not looked up what git would write" };

/** Writes a file as git does: whatever has the name goes, and a new file takes its place. */
export function writeEntry(
  git: GitCall,
  entry: Entry,
  content: Content = notKnown,
  root: Path = git.root,
): boolean {
  const { files, umask } = git.call;
  const path = joinPath(root, entry.name);
  makeParents(git, entry.name, root);
  const status = files.lstat(path);
  if (entry.mode === "160000") return isError(status) && files.makeDirectory(path) === undefined;
  if (!isError(status) && status.type === "directory") files.removeTree(path);
  if (entry.mode === "120000" && content.kind === "text") {
    if (!isError(status) && files.unlink(path) !== undefined) return false;
    return files.symbolicLink(content.text, path) === undefined;
  }
  const mode = (entry.mode === "100755" ? 0o777 : 0o666) & ~umask;
  return files.replace(path, content, { mode }) === undefined;
}

/** Directories above a file; what else has their names goes. */
function makeParents(git: GitCall, name: string, root: Path): void {
  const { files } = git.call;
  for (let end = name.indexOf("/"); end >= 0; end = name.indexOf("/", end + 1)) {
    const path = joinPath(root, name.slice(0, end));
    const status = files.lstat(path);
    if (!isError(status) && status.type === "directory") continue;
    if (!isError(status)) files.unlink(path);
    files.makeDirectory(path);
  }
}

/** Removes a file and the directories that are empty without it, but not the one git is run in. */
export function removeEntry(git: GitCall, name: string): boolean {
  const { files } = git.call;
  if (!hasRealParents(git, name)) return false;
  const error = files.unlink(git.pathOf(name));
  if (error !== undefined && error !== "ENOENT") return false;
  removeEmptyParents(git, name);
  return true;
}

/** Whether the directories above are no links: behind one git finds nothing of its own. */
function hasRealParents(git: GitCall, name: string): boolean {
  for (let end = name.indexOf("/"); end >= 0; end = name.indexOf("/", end + 1)) {
    const status = git.call.files.lstat(git.pathOf(name.slice(0, end)));
    if (isError(status) || status.type !== "directory") return false;
  }
  return true;
}

function removeEmptyParents(git: GitCall, name: string): void {
  for (let end = name.lastIndexOf("/"); end > 0; end = name.lastIndexOf("/", end - 1)) {
    const path: Path = git.pathOf(name.slice(0, end));
    if (isWithin(git.call.directory, path)) return;
    if (git.call.files.removeDirectory(path) !== undefined) return;
  }
}
