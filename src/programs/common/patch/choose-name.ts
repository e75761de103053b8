import type { Files } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import type { FilePatch } from "./parse.ts";

/** Which of the names in its head a patch is for, by the rules of GNU patch. */
export function chooseName(
  files: Files,
  place: (name: string) => string,
  patch: FilePatch,
  strip: string | undefined,
): string | undefined {
  const given = [patch.oldName, patch.newName, patch.indexName];
  const names = given.flatMap((name) => {
    if (name === undefined || name === "/dev/null") return [];
    const stripped = stripName(name, strip);
    return stripped === undefined || !isSafe(stripped) ? [] : [stripped];
  });
  const there = names.filter((name) => !isError(files.lstat(place(name))));
  if (there.length > 0) return best(there);
  return patch.isCreated || patch.hunks[0]?.oldStart === 0 ? best(names) : names[0];
}

/** Takes so many parts off; without a number all but the last. */
function stripName(name: string, strip: string | undefined): string | undefined {
  if (strip === undefined) return name.replace(/^.*\//, "");
  let rest = name;
  for (let count = Number(strip); count > 0; count -= 1) {
    const slash = /^[^/]*\/+/.exec(rest);
    if (slash === null) return undefined;
    rest = rest.slice(slash[0].length);
  }
  return rest === "" ? undefined : rest;
}

/** Names that lead out of the directory are left alone. */
function isSafe(name: string): boolean {
  return !name.startsWith("/") && !name.split("/").includes("..");
}

/** The fewest parts, then the shortest last part, then the shortest name; the first of equals. */
function best(names: readonly string[]): string | undefined {
  const rank = (name: string) => {
    const parts = name.split("/");
    return [parts.length, parts.at(-1)?.length ?? 0, name.length];
  };
  return names.toSorted((one, two) => {
    const [left, right] = [rank(one), rank(two)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  })[0];
}
