import type { Value } from "./values.ts";

/** Python's `os.path.join` of two. */
export function joinParts(first: string, second: string): string {
  if (second.startsWith("/")) return second;
  return first === "" || first.endsWith("/") ? first + second : `${first}/${second}`;
}

/** The last part of a path, as Python has it: empty behind a slash at the end. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A name without its suffix, and the suffix with its dot: dots at the beginning begin none. */
export function splitSuffix(path: string): readonly [string, string] {
  const name = lastPart(path);
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || /^\.+$/.test(name.slice(0, dot))) return [path, ""];
  const length = name.length - dot;
  return [path.slice(0, -length), path.slice(-length)];
}

/** A path as pathlib has it: no slash at its end, no `./` before it. */
export function pathValue(path: string): Value {
  const clean = path
    .replace(/\/{2,}/g, "/")
    .replace(/(?<=.)\/$/, "")
    .replace(/^(?:\.\/)+(?=.)/, "");
  return { kind: "path", path: clean === "" ? "." : clean };
}
