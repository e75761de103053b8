import type { FileStatus, Path } from "./world.ts";

/** The disk as it is before the line, for guards that ask who may do what. */
export interface DiskBefore {
  /** What a path leads to, seen with root's eyes; undefined where nothing is. */
  status(path: Path): FileStatus | undefined;
  /** Whether the caller may use it as things are, or would as a member of one group more. */
  isOpenTo(path: Path, want: readonly ("read" | "write" | "execute")[], group?: number): boolean;
}
