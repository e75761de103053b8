import type { ShellState } from "../state.ts";
import { plainValue } from "./characters.ts";
import { compilePattern } from "./pattern.ts";

/** Whether `GLOBIGNORE` is in force, which also makes patterns match hidden files. */
export function hidesNames(state: ShellState): boolean {
  return state.dialect === "bash" && (plainValue(state, "GLOBIGNORE") ?? "") !== "";
}

/** The paths without those that `GLOBIGNORE` leaves out. */
export function ignoreNames(paths: readonly string[], state: ShellState): readonly string[] {
  if (!hidesNames(state)) return paths;
  const patterns = (plainValue(state, "GLOBIGNORE") ?? "").split(":").map(compilePath);
  return paths.filter(
    (path) => !/(?:^|\/)\.\.?$/.test(path) && !patterns.some((matches) => matches(path)),
  );
}

/** Wildcards stand for no slash, save a star at the end, which takes all the rest. */
function compilePath(pattern: string): (path: string) => boolean {
  const components = pattern.split("/").map((text) => compilePattern(text, { extglob: true }));
  const takesRest = /(?<!\\)\*$/.test(pattern);
  const last = components.length - 1;
  return (path) => {
    const names = path.split("/");
    const rest = takesRest ? [...names.slice(0, last), names.slice(last).join("/")] : names;
    if (names.length <= last || rest.length !== components.length) return false;
    return components.every((component, index) => component.matches(rest[index] ?? ""));
  };
}
