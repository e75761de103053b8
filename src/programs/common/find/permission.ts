import { applyMode, parseMode } from "../../../domain/mode.ts";
import type { Check } from "./compile.ts";

/** `-perm MODE`, `-MODE` (all of these bits), `/MODE` (any of them); undefined where it is no mode. */
export function compilePermission(text: string): Check | undefined {
  const sign = /^[-/]/.exec(text)?.[0] ?? "";
  const changes = parseMode(sign === "" ? text : text.slice(1));
  if (changes === undefined) return undefined;
  const { mode } = applyMode(changes, 0, false, 0);
  const forDirectories = applyMode(changes, 0, true, 0).mode;
  return (entry) => {
    const wanted = entry.type === "directory" ? forDirectories : mode;
    const bits = entry.status.mode & 0o7777;
    if (sign === "-") return (bits & wanted) === wanted;
    if (sign === "/") return wanted === 0 || (bits & wanted) !== 0;
    return bits === wanted;
  };
}
