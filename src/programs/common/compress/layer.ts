import type { Archive } from "../../../domain/archive.ts";

/**
 * An archive that the line makes once `program` has packed it again, or undone that. Corrupt where
 * that is not what packed it; undefined where nothing is known of it any more.
 */
export function otherLayer(
  archive: Archive | undefined,
  program: string,
  undoes: boolean,
): Archive | "corrupt" | undefined {
  if (archive === undefined) return undefined;
  const { compression, ...plain } = archive;
  if (undoes) return compression === program ? plain : "corrupt";
  return compression === undefined ? { ...plain, compression: program } : undefined;
}
