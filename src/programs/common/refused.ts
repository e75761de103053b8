import type { Argument } from "../../domain/argument.ts";
import type { Access } from "../../domain/effect.ts";
import type { Call } from "../../domain/program.ts";
import { type FileStatus, isError } from "../../domain/world.ts";

/**
 * What a program's own last refusal keeps from happening: `rm -rf /` stops at rm itself, and the
 * line is judged all the same. Effects put down here are for guards; the view, and with it the
 * foretold changes, stays as it is.
 */
export function emitRefusedDelete(call: Call, path: string, operand: Argument): void {
  forPathAndEntries(call, path, (place, before, isRoot) => {
    const { type } = before;
    if (isRoot)
      call.emit({ kind: "delete", path: place, before, type, isPartlyCounted: true }, operand);
    else call.emit({ kind: "delete", path: place, before, type }, operand);
  });
}

/** The same for owners and modes of a whole tree. */
export function emitRefusedMetadata(
  call: Call,
  path: string,
  operand: Argument,
  change: (before: FileStatus) => Access,
): void {
  forPathAndEntries(call, path, (place, before) => {
    if (before.type === "link") return;
    call.emit({ kind: "metadata", path: place, before, after: change(before) }, operand);
  });
}

/** The path and what lies directly in it: enough to see what it is about, however large it is. */
function forPathAndEntries(
  call: Call,
  path: string,
  act: (path: string, status: FileStatus, isRoot: boolean) => void,
): void {
  const place = call.files.realPath(path);
  if (isError(place)) return;
  const entries = call.files.readDirectory(place);
  for (const { name } of isError(entries) ? [] : entries) {
    const child = place === "/" ? `/${name}` : `${place}/${name}`;
    const status = call.files.lstat(child);
    if (!isError(status)) act(child, status, false);
  }
  const status = call.files.lstat(place);
  if (!isError(status)) act(place, status, true);
}

/** Whether a path leads to the root directory itself. */
export function isRootDirectory(call: Call, path: string): boolean {
  const status = call.files.stat(path);
  const root = call.files.lstat("/");
  return (
    !isError(status) &&
    !isError(root) &&
    status.device === root.device &&
    status.inode === root.inode
  );
}
