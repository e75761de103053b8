import { unitDirectories } from "../../../domain/running-facts.ts";
import type { Files } from "../../../domain/view/files.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** Where unit files of one manager lie, and where its settings are written. */
export interface UnitPlaces {
  readonly settings: Path;
  readonly directories: readonly Path[];
}

/** The system's own manager; `--runtime` keeps settings until the next start only. */
export function systemPlaces(isRuntime: boolean): UnitPlaces {
  const settings = isRuntime ? "/run/systemd/system" : "/etc/systemd/system";
  return { settings, directories: unitDirectories };
}

/** The manager of one account. */
export function userPlaces(configuration: Path): UnitPlaces {
  const settings = `${configuration}/systemd/user`;
  return { settings, directories: [settings, "/etc/systemd/user", "/usr/lib/systemd/user"] };
}

const types = "service|socket|target|timer|mount|automount|path|slice|swap|scope|device";

/** `nginx` and `nginx.service` are the same unit. */
export function unitName(word: string): string {
  if (word.includes("/")) return word.slice(word.lastIndexOf("/") + 1);
  return new RegExp(`\\.(${types})$`).test(word) ? word : `${word}.service`;
}

/** The template of an instance, such as `getty@.service` of `getty@tty1.service`. */
export function templateOf(name: string): string | undefined {
  const match = /^([^@]+@)[^.]+(\.\w+)$/.exec(name);
  return match === null ? undefined : `${match[1]}${match[2]}`;
}

export interface UnitFile {
  readonly path: Path;
  /** A link to nothing: the unit cannot be started. */
  readonly isMasked: boolean;
  /** Another name of a unit. */
  readonly isAlias: boolean;
}

/** The file of a unit, the first place that has one winning. */
export function findUnitFile(files: Files, places: UnitPlaces, name: string): UnitFile | undefined {
  for (const directory of places.directories) {
    const path = `${directory}/${name}`;
    const status = files.lstat(path);
    if (isError(status)) continue;
    const target = status.type === "link" ? files.readLink(path) : undefined;
    const isMasked = target === "/dev/null" || (status.type === "file" && status.size === 0);
    // A link to a file of the same name elsewhere is how such a file is made known, no other name.
    if (target?.endsWith(`/${name}`)) return { path: target, isMasked: false, isAlias: false };
    return { path, isMasked, isAlias: target !== undefined && !isMasked };
  }
  return undefined;
}

/** What the `[Install]` section of a unit asks for. */
export interface InstallSection {
  readonly wantedBy: readonly string[];
  readonly requiredBy: readonly string[];
  readonly aliases: readonly string[];
  readonly also: readonly string[];
  readonly defaultInstance: string | undefined;
}

/** Undefined where the file cannot be read. */
export function readInstallSection(files: Files, path: Path): InstallSection | undefined {
  const text = files.text(path);
  return text === undefined || isError(text) ? undefined : parseInstallSection(text);
}

/** An empty value takes back what came before it. */
function parseInstallSection(text: string): InstallSection {
  const values = new Map<string, string[]>();
  let section = "";
  for (const line of text.replace(/\\\n/g, " ").split("\n")) {
    section = /^\[(.*)\]\s*$/.exec(line)?.[1] ?? section;
    const match = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    if (section !== "Install" || match === null) continue;
    const [, key = "", value = ""] = match;
    const words = value.split(/\s+/).filter((word) => word !== "");
    values.set(key, words.length === 0 ? [] : [...(values.get(key) ?? []), ...words]);
  }
  const listOf = (key: string): readonly string[] => values.get(key) ?? [];
  return {
    wantedBy: listOf("WantedBy"),
    requiredBy: listOf("RequiredBy"),
    aliases: listOf("Alias"),
    also: listOf("Also"),
    defaultInstance: listOf("DefaultInstance")[0],
  };
}
