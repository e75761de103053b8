import { isError, type Path } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";

/** Tells whether a file is still what it was when `git add` took it up; stands for its id. */
export function fingerprint(git: GitCall, path: Path): string {
  const { files } = git.call;
  const status = files.lstat(path);
  if (isError(status)) return "?";
  const { type, mode, size, inode, modified } = status;
  const isOfDisk = files.isUnchanged(path);
  const text = isOfDisk ? "" : type === "link" ? files.readLink(path) : files.text(path);
  return `?${[type, mode & 0o100, size, inode, modified, hash(text ?? "")].join(":")}`;
}

/** Fowler, Noll and Vo's: enough to see that a text is another one. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return value;
}
