import { systemCodeOf } from "../system/node-path.ts";

/** The journal or a store cannot be used; the message is a sentence for people. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
}

/** Turns what node:fs threw while writing to `place` into a sentence; other errors pass through. */
export function storeFailure(error: unknown, place: string): unknown {
  if (error instanceof StoreFailure) return error;
  const code = systemCodeOf(error);
  const why = reasons.get(code);
  if (code === "") return error;
  return new StoreFailure(`${place} cannot be written: ${why ?? code}`, { cause: error });
}

/** Whether it failed for want of room. */
export function isOutOfRoom({ cause }: StoreFailure): boolean {
  return ["ENOSPC", "EDQUOT"].includes(systemCodeOf(cause));
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission is missing"],
  ["EPERM", "permission is missing"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EIO", "the disk reports an error"],
  ["ENOTDIR", "something that is no directory is in the way"],
  ["ELOOP", "a symbolic link is in the way"],
  ["EMFILE", "too many files are open"],
]);
