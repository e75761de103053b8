import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import { type Level, levels } from "../domain/finding.ts";
import { showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import { type Directories, othersMayWrite, systemDirectories } from "./directories.ts";
import { nodePath, systemCodeOf } from "./node-path.ts";

/** The settings in force: the system's and the user's, merged. */
export interface Configuration {
  /** The level a person (or an administrator for everyone) chose; see level.ts. */
  readonly level?: Level;
  /** Levels the administrator gives people, by login name. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Directories to be guarded like the system's own. */
  readonly paths: readonly Path[];
  readonly policy: Policy;
  /** What could not be used, one sentence each. */
  readonly problems: readonly string[];
}

/** What only the system's file can say, and nobody can loosen. */
export interface Policy {
  /** Levels that are fixed, by login name; `*` for everybody. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Guards whose findings `--yes` cannot accept. */
  readonly unacceptable: ReadonlySet<string>;
}

/** Reads the system's file and, unless the caller is root, the user's. Never throws. */
export function readConfiguration(uid: number, directories: Directories): Configuration {
  const system = readSettings(`${systemDirectories.configuration}/config.json`, 0);
  if (uid === 0) return merge(system, noSettings);
  return merge(system, readSettings(`${directories.configuration}/config.json`, uid));
}

/** One file, taken apart. */
export interface Settings {
  readonly level?: Level;
  readonly levels: ReadonlyMap<string, Level>;
  readonly paths: readonly Path[];
  readonly fixedLevels: ReadonlyMap<string, Level>;
  readonly unacceptable: readonly string[];
  readonly problems: readonly string[];
}

const noSettings: Settings = {
  levels: new Map(),
  paths: [],
  fixedLevels: new Map(),
  unacceptable: [],
  problems: [],
};

/** Lists by union. A person's own level outranks the general one, a policy outranks both. */
export function merge(system: Settings, user: Settings): Configuration {
  const level = user.level ?? system.level;
  return {
    ...(level === undefined ? {} : { level }),
    levels: system.levels,
    paths: [...new Set([...system.paths, ...user.paths])],
    policy: {
      levels: system.fixedLevels,
      unacceptable: new Set([...system.unacceptable, ...user.unacceptable]),
    },
    problems: [...system.problems, ...user.problems],
  };
}

/** A settings file that only `uid` or root can have written; absent files are empty ones. */
export function readSettings(path: Path, uid: number): Settings {
  const text = readTrusted(path, uid);
  if (typeof text !== "string") return { ...noSettings, problems: text.problems };
  return parseSettings(text, path);
}

function readTrusted(path: Path, uid: number): string | { readonly problems: readonly string[] } {
  try {
    const file = openSync(nodePath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(file);
      const isTrusted =
        (stats.uid === uid || stats.uid === 0) && (stats.mode & othersMayWrite(uid)) === 0;
      if (!stats.isFile()) return refused(path, "it is not a file");
      if (!isTrusted) return refused(path, "somebody else could have written it");
      return decodeBytes(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = systemCodeOf(error);
    return code === "ENOENT" || code === "ENOTDIR" ? { problems: [] } : refused(path, code);
  }
}

function refused(path: Path, why: string): { readonly problems: readonly string[] } {
  return { problems: [`${showName(path)} is not used: ${why}.`] };
}

/** The text of a settings file; what is wrong in it is said and left out, the rest is used. */
export function parseSettings(text: string, path: Path): Settings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ...noSettings, problems: [`${showName(path)} is not used: it is not JSON.`] };
  }
  const problems: string[] = [];
  const say = (key: string, wanted: string) =>
    problems.push(`In ${showName(path)}, "${key}" is not used: it should be ${wanted}.`);
  if (!isRecord(value))
    return { ...noSettings, problems: [`${showName(path)} is not used: it is no JSON object.`] };
  const level = value.level;
  if (level !== undefined && !isLevel(level)) say("level", "novice, standard or expert");
  const policy = value.policy ?? {};
  if (!isRecord(policy)) say("policy", "an object");
  const rules = isRecord(policy) ? policy : {};
  return {
    ...(isLevel(level) ? { level } : {}),
    levels: levelsIn(value.levels, "levels", say),
    paths: stringsIn(value.paths, "paths", say).filter((one) => one.startsWith("/")),
    fixedLevels: levelsIn(rules.levels, "policy.levels", say),
    unacceptable: stringsIn(rules.unacceptable, "policy.unacceptable", say),
    problems,
  };
}

type Say = (key: string, wanted: string) => void;

function levelsIn(value: unknown, key: string, say: Say): ReadonlyMap<string, Level> {
  // One word fixes it for everybody.
  if (isLevel(value)) return new Map([["*", value]]);
  if (value === undefined) return new Map();
  if (!isRecord(value)) say(key, "a level or an object of names and levels");
  const found = new Map<string, Level>();
  for (const [name, level] of isRecord(value) ? Object.entries(value) : []) {
    if (isLevel(level)) found.set(name, level);
    else say(`${key}.${showName(name)}`, "novice, standard or expert");
  }
  return found;
}

function stringsIn(value: unknown, key: string, say: Say): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  say(key, "a list of words");
  return [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLevel(value: unknown): value is Level {
  return levels.some((level) => level === value);
}
