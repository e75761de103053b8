import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { fail, untold } from "../outcome.ts";
import { globalPrefix } from "./global-prefix.ts";
import { findProject } from "./project.ts";
import { runFromRegistry } from "./run-from-registry.ts";

/** `install -g` and `uninstall -g`: packages for everybody who uses this Node. */
export function changeGlobal(
  call: Call,
  action: "install" | "remove" | "upgrade",
  names: readonly Argument[],
  prefix: string | undefined,
): Outcome {
  const place = globalPrefix(call, prefix);
  const modules = `${place}/lib/node_modules`;
  const nearest = [modules, `${place}/lib`, place].find((path) => !isError(call.files.stat(path)));
  if (nearest !== undefined && call.files.access(nearest, "write") !== undefined) {
    return fail(call, `EACCES: permission denied, access '${nearest}'`, 243);
  }
  const isOfPackages = place === "/usr";
  const bypass = isOfPackages ? ({ bypass: "system-modules" } as const) : {};
  for (const name of names) {
    call.emit({ kind: "package", action, target: name.text, ...bypass }, name);
  }
  call.uncertain(`which files come into ${modules} is not worked out`);
  return untold("whether the packages can be fetched is not known before");
}

/** A package that no registry keeps; its scripts run while it is installed. */
function isAddress(text: string): boolean {
  return /^(?:git\+|https?:|git@|git:|ssh:|github:|gitlab:|bitbucket:)/.test(text);
}

/** The lock file of each manager, which it makes where there is none. */
const lockFiles: Readonly<Record<string, string>> = {
  npm: "package-lock.json",
  yarn: "yarn.lock",
  pnpm: "pnpm-lock.yaml",
};

/** `install` in a project: where packages go is known, which ones is not. */
export function changeProject(
  call: Call,
  names: readonly Argument[],
  { isClean = false, hasLock = true } = {},
): Outcome {
  const address = names.find(({ text }) => isAddress(text));
  if (address !== undefined) runFromRegistry(call, address);
  const project = findProject(call);
  const root = typeof project === "object" ? project.root : call.directory;
  const lock = lockFiles[call.name];
  const path = `${root}/${lock ?? ""}`;
  const isLocked = lock !== undefined && !isError(call.files.lstat(path));
  if (isClean) {
    if (!isLocked) return fail(call, "the command needs a lock file");
    if (!isError(call.files.lstat(`${root}/node_modules`))) {
      call.files.removeTree(`${root}/node_modules`);
    }
  }
  const brings = names.length > 0 || (typeof project === "object" && project.hasDependencies);
  if (brings && isError(call.files.lstat(`${root}/node_modules`))) {
    call.files.makeDirectory(`${root}/node_modules`);
  }
  if (!isLocked && hasLock && lock !== undefined) {
    call.files.write(path, { kind: "unknown", reason: "what it locks is not known before" });
  }
  call.unknown(`which packages \`${call.name}\` puts into node_modules is not known here`);
  return untold("whether the packages can be fetched is not known before");
}
