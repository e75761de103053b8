import { lstatSync, mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { isAbsolute, join } from "node:path";

/** What decides where a person's caches are. */
export interface CacheOwner {
  readonly userId: number;
  readonly home: string | undefined;
  readonly cacheHome: string | undefined;
}

/**
 * Lets Node keep compiled code between runs, which saves a tenth of the start. Without a safe
 * place for it the program only starts slower.
 */
export function enablePrivateCompileCache(): void {
  const userId = process.geteuid?.() ?? 0;
  const { HOME: home, XDG_CACHE_HOME: cacheHome } = process.env;
  const directory = findCacheDirectory({ userId, home, cacheHome });
  if (directory === undefined || !isPrivateDirectory(directory, userId)) return;
  enableCompileCache(join(directory, "compiled"));
}

/** Where the caches of `owner` belong; root never follows a variable that a user could have set. */
export function findCacheDirectory(owner: CacheOwner): string | undefined {
  if (owner.userId === 0) return "/var/cache/handrail";
  if (owner.cacheHome !== undefined && isAbsolute(owner.cacheHome)) {
    return join(owner.cacheHome, "handrail");
  }
  return owner.home !== undefined && isAbsolute(owner.home)
    ? join(owner.home, ".cache", "handrail")
    : undefined;
}

/**
 * Whether `directory` is there, or could be made, and nobody but its owner can put code in it:
 * compiled code is run without being compared with its source.
 */
export function isPrivateDirectory(directory: string, userId: number): boolean {
  try {
    const status = lstatSync(directory, { throwIfNoEntry: false }) ?? makePrivate(directory);
    return status.isDirectory() && status.uid === userId && (status.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function makePrivate(directory: string) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return lstatSync(directory);
}
