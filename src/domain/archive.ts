import type { Content } from "./view/files.ts";
import type { FileType } from "./world.ts";

/** One member of an archive that the line itself makes. */
export interface ArchivedFile {
  /** As the archive has it, without a slash at its end. */
  readonly name: string;
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modified: number;
  readonly deviceNumber: number;
  /** Where a link leads. */
  readonly target: string;
  readonly content: Content;
}

/** What would come out of an archive of which the bytes themselves are not known. */
export interface Archive {
  readonly format: "tar" | "zip" | "cpio";
  /** The program that packed it once more, such as `gzip`. */
  readonly compression?: string;
  readonly members: readonly ArchivedFile[];
}

/** For bytes that flow from one place to another as they are. */
export function sameArchive(from: { readonly archive?: Archive }): { readonly archive?: Archive } {
  return from.archive === undefined ? {} : { archive: from.archive };
}
