import type { Program } from "../../domain/program.ts";
import type { Files } from "../../domain/view/files.ts";
import { isError, type Path } from "../../domain/world.ts";
import { shellFiles } from "./causes.ts";
import type { Shell } from "./shell.ts";
import { getText } from "./variables.ts";

/** What a command name leads to. */
export type Resolved =
  | {
      readonly kind: "modelled";
      readonly program: Program;
      readonly name: string;
      readonly path?: Path;
    }
  /** A file that is run, without a model; `package` where one owns it. */
  | {
      readonly kind: "file";
      readonly path: Path;
      readonly isShadowing: boolean;
      /** It came with the system, from a package or in a standard directory. */
      readonly isSystem: boolean;
      readonly package?: string;
    }
  | { readonly kind: "missing"; readonly hasSlash: boolean }
  | { readonly kind: "directory" }
  | { readonly kind: "denied" };

const standardDirectories: ReadonlySet<string> = new Set([
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
]);
const localDirectories: ReadonlySet<string> = new Set(["/usr/local/bin", "/usr/local/sbin"]);

/** Finds the program behind a name as execvp(3) would, on the view. */
export function resolveProgram(shell: Shell, name: string): Resolved {
  const files = shellFiles(shell);
  return name.includes("/") ? resolvePath(shell, files, name) : resolvePlain(shell, files, name);
}

/** Where the scripts lie that start and stop services: one model speaks for all of them. */
const startScript = /^\/etc\/(rc\.d\/)?init\.d\/[^/]+$/;

function resolvePath(shell: Shell, files: Files, path: Path): Resolved {
  if (startScript.test(path)) {
    const program = findModel(shell, "init.d");
    if (program !== undefined) return { kind: "modelled", program, name: baseName(path), path };
  }
  const status = files.stat(path);
  if (isError(status)) {
    const isAbsent = standardDirectories.has(directoryOf(path));
    const program = isAbsent ? findModel(shell, baseName(path)) : undefined;
    if (program !== undefined) return { kind: "modelled", program, name: baseName(path) };
    return status === "EACCES" ? { kind: "denied" } : { kind: "missing", hasSlash: true };
  }
  if (status.type === "directory") return { kind: "directory" };
  if (files.access(path, "execute") !== undefined) return { kind: "denied" };
  return identify(shell, files, path);
}

function resolvePlain(shell: Shell, files: Files, name: string): Resolved {
  let denied: Resolved | undefined;
  for (const place of searchPath(shell)) {
    const path = place === "" ? `./${name}` : `${place}/${name}`;
    if (path.startsWith("/") && !files.mayExist(path)) continue;
    const status = files.stat(path);
    if (isError(status) || status.type === "directory") continue;
    if (files.access(path, "execute") === undefined) return identify(shell, files, path);
    denied ??= { kind: "denied" };
  }
  // A program that is not installed is judged as if it were; one that the line hides is not found.
  const program =
    hasOwnPath(shell) && isInstalled(files, name) ? undefined : findModel(shell, name);
  if (program !== undefined) return { kind: "modelled", program, name };
  return denied ?? { kind: "missing", hasSlash: false };
}

/** Whether the line has made PATH another one. */
function hasOwnPath(shell: Shell): boolean {
  return shell.session.environment.variables.get("PATH") !== getText(shell, "PATH");
}

/** Whether it lies where programs of the system lie, in PATH or not. */
export function isInstalled(files: Files, name: string): boolean {
  return [...standardDirectories].some((place) => !isError(files.stat(`${place}/${name}`)));
}

function searchPath(shell: Shell): readonly string[] {
  // Without PATH the shell looks here alone.
  return (getText(shell, "PATH") ?? "").split(":");
}

/** Only a file that the system put there is taken for the program of its name. */
function identify(shell: Shell, files: Files, path: Path): Resolved {
  const name = baseName(path);
  const program = findModel(shell, name);
  const real = files.realPath(path);
  const places = isError(real) ? [path] : [path, real];
  if (program !== undefined && places.some((place) => isStandard(files, name, place))) {
    return { kind: "modelled", program, name, path };
  }
  const owner = places.flatMap((place) =>
    shell.session.environment.facts.packages.owners(place),
  )[0];
  if (program !== undefined && owner !== undefined)
    return { kind: "modelled", program, name, path };
  const isSystem = owner !== undefined || places.some((place) => isStandard(files, name, place));
  const file = { kind: "file", path, isShadowing: program !== undefined, isSystem } as const;
  return owner === undefined ? file : { ...file, package: owner };
}

/** Below /usr/local a program is its own, unless the system has another one of its name. */
function isStandard(files: Files, name: string, path: Path): boolean {
  const directory = directoryOf(path);
  if (standardDirectories.has(directory)) return files.isUnchanged(path);
  if (!localDirectories.has(directory) || !files.isUnchanged(path)) return false;
  return [...standardDirectories].every((place) => isError(files.stat(`${place}/${name}`)));
}

function findModel(shell: Shell, name: string): Program | undefined {
  return shell.session.environment.findProgram(name);
}

/** The last part of a path. */
export function baseName(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function directoryOf(path: Path): Path {
  return path.slice(0, Math.max(0, path.lastIndexOf("/"))).replace(/(.)\/+$/, "$1");
}
