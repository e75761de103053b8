import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** What update-rc.d does with the links of a start script. */
export type SysvAction = "defaults" | "defaults-disabled" | "remove" | "enable" | "disable";

/** Whether the system has a start script of that name. */
export function hasStartScript(call: Call, name: string): boolean {
  const status = call.files.stat(`/etc/init.d/${name}`);
  return !isError(status) && status.type === "file";
}

/** Changes the links below /etc/rc?.d; false where it ends in a complaint. */
export function changeStartLinks(
  call: Call,
  word: Argument,
  name: string,
  action: SysvAction,
  levels: readonly string[] = [],
): boolean {
  const files = call.files.for(word);
  switch (action) {
    case "remove":
      for (const { path } of linksOf(call, name)) files.unlink(path);
      return true;
    case "defaults":
    case "defaults-disabled":
      return makeDefaults(call, word, name, action === "defaults" ? "S" : "K");
    case "enable":
    case "disable":
      return toggle(call, word, name, action, levels);
  }
}

interface StartLink {
  readonly path: Path;
  readonly level: string;
}

function linksOf(call: Call, name: string): readonly StartLink[] {
  return [..."0123456S"].flatMap((level) => {
    const entries = call.files.readDirectory(`/etc/rc${level}.d`);
    if (isError(entries)) return [];
    const own = entries.filter((entry) => /^[SK]\d\d/.test(entry.name));
    const found = own.filter((entry) => entry.name.slice(3) === name);
    return found.map((entry) => ({ path: `/etc/rc${level}.d/${entry.name}`, level }));
  });
}

function makeDefaults(call: Call, word: Argument, name: string, start: "S" | "K"): boolean {
  if (linksOf(call, name).length > 0) return true;
  const header = readHeader(call, name);
  if (header === undefined) return false;
  const files = call.files.for(word);
  const make = (level: string, letter: string): void => {
    files.makeDirectory(`/etc/rc${level}.d`, 0o755);
    files.symbolicLink(`../init.d/${name}`, `/etc/rc${level}.d/${letter}01${name}`);
  };
  for (const level of header.start) make(level, start);
  for (const level of header.stop) make(level, "K");
  return true;
}

function toggle(
  call: Call,
  word: Argument,
  name: string,
  action: "enable" | "disable",
  wanted: readonly string[],
): boolean {
  const header = readHeader(call, name);
  const levels = wanted.length > 0 ? wanted : (header?.start ?? []);
  const links = linksOf(call, name).filter(
    ({ level }) => levels.includes(level) && /[S2345]/.test(level),
  );
  const [from, to] = action === "disable" ? ["S", "K"] : ["K", "S"];
  for (const { path } of links) {
    const at = path.lastIndexOf("/") + 1;
    if (path.charAt(at) !== from) continue;
    call.files.for(word).rename(path, `${path.slice(0, at)}${to}${path.slice(at + 1)}`);
  }
  return links.length > 0;
}

/** The levels in the header of a start script. */
function readHeader(
  call: Call,
  name: string,
): { readonly start: readonly string[]; readonly stop: readonly string[] } | undefined {
  const text = call.files.text(`/etc/init.d/${name}`);
  if (text === undefined || isError(text)) return undefined;
  const header = /### BEGIN INIT INFO\n([\s\S]*?)(### END INIT INFO|$)/.exec(text)?.[1] ?? "";
  const listOf = (key: string): readonly string[] =>
    (new RegExp(`^# Default-${key}:[ \\t]*(\\S.*)$`, "m").exec(header)?.[1] ?? "")
      .split(/\s+/)
      .filter((level) => level !== "");
  return { start: listOf("Start"), stop: listOf("Stop") };
}
