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

/** What is known of bytes that are not known themselves: as they flow and as they lie in a file. */
export interface Hints {
  /** What would come out of them, where they are an archive that the line makes. */
  readonly archive?: Archive;
  /** Perhaps there are none at all: a search that finds nothing prints nothing. */
  readonly mayBeEmpty?: true;
}

/** The same hints for the same bytes elsewhere. */
export function sameHints({ archive, mayBeEmpty }: Hints): Hints {
  return {
    ...(archive === undefined ? {} : { archive }),
    ...(mayBeEmpty === undefined ? {} : { mayBeEmpty }),
  };
}
