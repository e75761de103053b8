import type { Path } from "../domain/world.ts";
import { ensurePrivate, tightenPrivate } from "../system/private-directory.ts";
import { StoreFailure } from "./store-failure.ts";

/**
 * Makes sure that `path` is a directory that nobody but `uid` can look into, and no link to one.
 * Missing parents are made as private.
 */
export function requirePrivateDirectory(path: Path, uid: number): void {
  refuse(path, ensurePrivate(path, uid));
}

/** Throws unless `path` is a real directory of `uid`; takes the rights of others on it away. */
export function checkPrivateDirectory(path: Path, uid: number): void {
  refuse(path, tightenPrivate(path, uid));
}

function refuse(path: Path, fault: string | undefined): void {
  if (fault !== undefined) throw new StoreFailure(`${path} ${fault}`);
}
