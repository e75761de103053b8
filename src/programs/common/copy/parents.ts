import { isError } from "../../../domain/world.ts";
import { parentsOf } from "../make-directories.ts";
import { quoteName } from "../messages.ts";
import { joinPath, stripSlashes } from "../paths.ts";
import { keepAttributes } from "./attributes.ts";
import type { Work } from "./job.ts";

/**
 * `cp --parents a/b/c dir`: makes `dir/a` and `dir/a/b` like `a` and `a/b`. `finish` gives them the
 * attributes that are kept, once all is copied. Undefined after a complaint.
 */
export function makeParentsLike(
  work: Work,
  source: string,
  directory: string,
): { finish(): void } | undefined {
  const made: Parent[] = [];
  const { files, report, rules } = work;
  for (const parent of parentsOf(stripSlashes(source))) {
    const target = joinPath(directory, parent);
    const status = files.stat(parent);
    if (isError(status)) {
      report.failOn("failed to get attributes of", parent, status);
      return undefined;
    }
    const existing = files.stat(target);
    let restores: number | undefined;
    if (isError(existing)) {
      const error = files.makeDirectory(target, status.mode & 0o1777);
      if (error !== undefined) {
        report.failOn("cannot make directory", target, error);
        return undefined;
      }
      if (rules.isVerbose) report.print(`${parent} -> ${target}\n`);
      restores = openForOwner(work, target);
    } else if (existing.type !== "directory") {
      report.fail(`${quoteName(target)} exists but is not a directory`);
      return undefined;
    }
    made.push({ target, source: parent, restores });
  }
  return { finish: () => finish(work, made) };
}

interface Parent {
  readonly target: string;
  readonly source: string;
  /** The mode it has once all is copied. */
  readonly restores: number | undefined;
}

/** Whatever its mode is to be, the one who makes a directory can go on below it. */
function openForOwner({ files }: Work, target: string): number | undefined {
  const status = files.lstat(target);
  if (isError(status)) return undefined;
  files.changeMode(target, status.mode | 0o700);
  return status.mode;
}

function finish(work: Work, made: readonly Parent[]): void {
  for (const { target, source, restores } of made) {
    if (restores !== undefined) work.files.changeMode(target, restores);
    const status = work.files.stat(source);
    if (!isError(status)) keepAttributes(work, target, status, restores !== undefined);
  }
}
