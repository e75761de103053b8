/** Names as the GNU programs take them apart, trailing slashes and all. */

/** The last part of a name without trailing slashes; `/` for the root. */
export function baseName(path: string): string {
  const stripped = stripSlashes(path);
  if (stripped === "/" || stripped === "") return stripped;
  return stripped.slice(stripped.lastIndexOf("/") + 1);
}

/** What lies before the last part; `.` where there is nothing. */
export function directoryName(path: string): string {
  const stripped = stripSlashes(path);
  const slash = stripped.lastIndexOf("/");
  if (slash < 0) return ".";
  return stripSlashes(stripped.slice(0, slash + 1));
}

/** The name without the slashes at its end; `/` stays. */
export function stripSlashes(path: string): string {
  const stripped = path.replace(/\/+$/, "");
  return stripped === "" && path !== "" ? "/" : stripped;
}

/** A name below a directory, with one slash between. */
export function joinPath(directory: string, name: string): string {
  if (directory === "") return name;
  return directory.endsWith("/")
    ? directory + name.replace(/^\/+/, "")
    : `${directory}/${name.replace(/^\/+/, "")}`;
}

/** `.` and `..`, which several programs refuse. */
export function isDotOrDotDot(name: string): boolean {
  return name === "." || name === "..";
}
