import type { Call } from "../../domain/program.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";

/** What must be there: every part, all but the last, or none. */
export type Existence = "existing" | "last" | "missing";

/** The absolute path without links, `.` and `..`, as readlink -f and realpath make it. */
export function canonicalize(
  call: Call,
  path: string,
  existence: Existence,
): { readonly path: string } | ErrorCode {
  if (path === "") return "ENOENT";
  const plain = path.replace(/(.)\/+$/, "$1");
  const real = call.files.realPath(plain);
  if (isError(real)) return existence === "missing" ? withoutParts(call, plain) : real;
  const status = call.files.lstat(real);
  if (existence === "existing" && isError(status)) return status;
  // A slash behind it, or a part that is no directory, is an error only where the file is there.
  const isFile = !isError(status) && status.type !== "directory";
  if (isFile && /\/$/.test(path) && existence !== "missing") return "ENOTDIR";
  return { path: real };
}

/** As far as there is something the links count; what is missing is put behind it as it stands. */
function withoutParts(call: Call, path: string): { readonly path: string } | ErrorCode {
  let parts = path.split("/");
  let at = path.startsWith("/") ? "/" : call.directory;
  const followed = new Set<string>();
  while (parts.length > 0) {
    const [part = "", ...rest] = parts;
    parts = rest;
    if (part === "" || part === ".") continue;
    const next = part === ".." ? above(at) : at === "/" ? `/${part}` : `${at}/${part}`;
    const target = part === ".." ? "EINVAL" : call.files.readLink(next);
    // A link that leads back to itself stands for itself.
    const turn = `${next}/${rest.join("/")}`;
    if (isError(target) || followed.has(turn)) at = next;
    else {
      followed.add(turn);
      if (followed.size > 40) return "ELOOP";
      if (target.startsWith("/")) at = "/";
      parts = [...target.split("/"), ...parts];
    }
  }
  return { path: at };
}

function above(path: string): string {
  return path.replace(/\/[^/]*$/, "") || "/";
}
