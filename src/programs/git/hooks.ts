import { resolve } from "node:path/posix";
import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";

/** Hooks that run for every change of the index, and of what branches and tags lead to. */
export const indexHook = "post-index-change";
export const refHook = "reference-transaction";

/**
 * Says so where the repository has one of these hooks: it is a program that could do anything.
 * Whether there is one.
 */
export function startHooks(git: GitCall, ...names: readonly string[]): boolean {
  const { call, settings } = git;
  const { commonDirectory, root, gitDirectory } = git.repository;
  const configured = settings.get("core.hookspath");
  const place =
    configured === undefined
      ? `${commonDirectory}/hooks`
      : resolve(
          root ?? gitDirectory,
          configured.replace(/^~/, call.environment.get("HOME") ?? "~"),
        );
  let isThere = false;
  for (const name of names) {
    const path = `${place}/${name}`;
    const status = call.files.stat(path);
    if (isError(status) || call.files.access(path, "execute") !== undefined) continue;
    const owner = call.facts.packages.owners(path)[0];
    const source = { kind: "program", path, ...(owner && { package: owner }) } as const;
    call.emit({ kind: "run-code", interpreter: name, source });
    call.unknown(`what the hook \`${name}\` of the repository does is not known`);
    isThere = true;
  }
  return isThere;
}
