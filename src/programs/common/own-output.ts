import type { Call } from "../../domain/program.ts";
import { isWithin } from "../../domain/view/tree.ts";
import { type FileStatus, isError, type Path } from "../../domain/world.ts";

/** The regular file that a command's output goes to, as it is now; undefined for anything else. */
export function ownOutput(call: Call): (FileStatus & { readonly path: Path }) | undefined {
  const { outputPath } = call;
  if (outputPath === undefined) return undefined;
  const status = call.files.lstat(outputPath);
  return isError(status) || status.type !== "file" ? undefined : { ...status, path: outputPath };
}

/** Whether a path is the file that the command's output goes to, by whichever name. */
export function isOwnOutput(call: Call, path: Path): boolean {
  const own = ownOutput(call);
  if (own === undefined) return false;
  const status = call.files.stat(path);
  return !isError(status) && status.device === own.device && status.inode === own.inode;
}

/** Whether the file that the output goes to lies in the tree at a path. */
export function holdsOwnOutput(call: Call, path: Path): boolean {
  const own = ownOutput(call);
  const top = own === undefined ? "EINVAL" : call.files.realPath(path);
  return own !== undefined && !isError(top) && isWithin(own.path, top);
}
