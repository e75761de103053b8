import { dirname } from "node:path/posix";
import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";

/** Where `npm -g` puts packages: by option, environment, settings, else beside Node itself. */
export function globalPrefix(call: Call, given: string | undefined): string {
  const named = given ?? call.environment.get("npm_config_prefix") ?? settingOf(call);
  return named ?? besideNode(call) ?? "/usr/local";
}

/** Programs are looked up in PATH, since an own Node comes before the system's. */
function findInPath(call: Call, name: string): string | undefined {
  const places = (call.environment.get("PATH") ?? "/usr/local/bin:/usr/bin").split(":");
  const found = places
    .map((place) => `${place}/${name}`)
    .find((path) => {
      return !isError(call.files.stat(path));
    });
  const real = found === undefined ? undefined : call.files.realPath(found);
  return real === undefined || isError(real) ? undefined : real;
}

function besideNode(call: Call): string | undefined {
  const program = findInPath(call, "node") ?? findInPath(call, "npm");
  if (program === undefined) return undefined;
  const own = dirname(program);
  return own.endsWith("/bin") ? dirname(own) : undefined;
}

/** `prefix=/usr/local` in a person's settings, the machine's, or those npm was packaged with. */
function settingOf(call: Call): string | undefined {
  const home = call.environment.get("HOME") ?? "";
  const program = findInPath(call, "npm");
  const packaged = program === undefined ? [] : [`${dirname(dirname(program))}/npmrc`];
  for (const file of [`${home}/.npmrc`, "/etc/npmrc", "/usr/etc/npmrc", ...packaged]) {
    const text = call.files.text(file);
    const line =
      text === undefined || isError(text) ? null : /^\s*prefix\s*=\s*(.+?)\s*$/m.exec(text);
    if (line?.[1] !== undefined) return line[1].replace(/^~(?=\/)|\$\{HOME\}/, home);
  }
  return undefined;
}
