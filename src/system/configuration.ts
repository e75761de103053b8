import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
} from "node:fs";
import { dirname } from "node:path/posix";
import { decodeBytes } from "../domain/bytes.ts";
import type { Level } from "../domain/finding.ts";
import { type GuardRule, isInForce, type Policy, type SetBy } from "../domain/policy.ts";
import { type Retention, usualRetention } from "../domain/retention.ts";
import type { Path } from "../domain/world.ts";
import { type Directories, othersMayWrite, systemDirectories } from "./directories.ts";
import { nodePath, systemCodeOf } from "./node-path.ts";
import { noSettings, parseSettings, type Settings, unusable } from "./parse-settings.ts";

/** The settings in force: the system's and the user's, merged. */
export interface Configuration {
  /** The level a person (or an administrator for everyone) chose; see level.ts. */
  readonly level?: Level;
  /** Levels the administrator gives people, by login name. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Directories to be guarded like the system's own. */
  readonly paths: readonly Path[];
  readonly policy: Policy;
  /** The part of the policy that holds for everybody: root's helper judges by it, whoever asked. */
  readonly machinePolicy: Policy;
  /** How long what is kept for undo stays. */
  readonly kept: Retention;
  /** The same where root keeps, whoever asked. */
  readonly machineKept: Retention;
  /** What could not be used, one sentence each. */
  readonly problems: readonly string[];
}

/** Reads the system's file and, unless the caller is root, the user's. Never throws. */
export function readConfiguration(uid: number, directories: Directories): Configuration {
  const system = readSettings(`${systemDirectories.configuration}/config.json`, 0);
  if (uid === 0) return merge(system, noSettings);
  return merge(system, readSettings(`${directories.configuration}/config.json`, uid));
}

/**
 * Lists by union, rules to the stricter. A person's own level outranks the general one, a policy
 * outranks both. The system's file can only ask for more: what it would let pass is left out.
 */
export function merge(system: Settings, user: Settings, now = Date.now()): Configuration {
  const level = user.level ?? system.level;
  const machinePolicy = policyOf(system, noSettings, now);
  return {
    ...(level === undefined ? {} : { level }),
    levels: system.levels,
    paths: [...new Set([...system.paths, ...user.paths])],
    policy: user === noSettings ? machinePolicy : policyOf(system, user, now),
    machinePolicy,
    kept: { ...usualRetention, ...system.kept, ...user.kept },
    machineKept: { ...usualRetention, ...system.kept },
    problems: [...system.problems, ...problemsOfLoosening(system), ...user.problems],
  };
}

const strictness: readonly GuardRule[] = ["off", "ask", "refuse"];

function policyOf(system: Settings, user: Settings, now: number): Policy {
  const rules = new Map<string, { readonly rule: GuardRule; readonly by: SetBy }>();
  for (const [guard, rule] of system.rules) {
    if (rule !== "off") rules.set(guard, { rule, by: "machine" });
  }
  const unacceptable = new Set([...system.unacceptable, ...user.unacceptable]);
  for (const [guard, rule] of user.rules) {
    const fixed = rules.get(guard)?.rule;
    if (rule === "off" && (fixed !== undefined || unacceptable.has(guard))) continue;
    if (fixed !== undefined && strictness.indexOf(rule) <= strictness.indexOf(fixed)) continue;
    rules.set(guard, { rule, by: fixed === undefined ? "person" : "machine" });
  }
  const allowances = user.allowances.filter((one) => isInForce(one, now));
  return { levels: system.fixedLevels, rules, allowances, unacceptable };
}

function problemsOfLoosening(system: Settings): readonly string[] {
  const path = `${systemDirectories.configuration}/config.json`;
  const off = [...system.rules].filter(([, rule]) => rule === "off").map(([guard]) => guard);
  const problems = off.map((guard) => `"policy.guards.${guard}": "off"`);
  if (system.allowances.length > 0) problems.push('"policy.allowed"');
  return problems.map(
    (what) => `In ${path}, ${what} is not used: what holds for everybody can only be stricter.`,
  );
}

/** A settings file that only `uid` or root can have written; absent files are empty ones. */
export function readSettings(path: Path, uid: number): Settings {
  const text = readTrusted(path, uid);
  return typeof text === "string" ? parseSettings(text, path) : text;
}

function readTrusted(path: Path, uid: number): string | Settings {
  // Few have one, and an error that is thrown takes longer than a look.
  if (!existsSync(nodePath(path))) return noSettings;
  try {
    const file = openSync(nodePath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(file);
      const isTrusted =
        (stats.uid === uid || stats.uid === 0) && (stats.mode & othersMayWrite(uid)) === 0;
      if (!stats.isFile()) return unusable(path, "it is not a file");
      if (!isTrusted || isReplaceable(path, uid)) {
        return unusable(path, "somebody else could have written it");
      }
      return decodeBytes(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = systemCodeOf(error);
    return code === "ENOENT" || code === "ENOTDIR" ? noSettings : unusable(path, code);
  }
}

/** Whether others can put another file in its place, such as an old one that is trusted too. */
function isReplaceable(path: Path, uid: number): boolean {
  const stats = lstatSync(nodePath(dirname(path)), { throwIfNoEntry: false });
  if (stats === undefined || stats.isSymbolicLink()) return false;
  const isOwn = stats.uid === uid || stats.uid === 0;
  return !isOwn || ((stats.mode & othersMayWrite(uid)) !== 0 && (stats.mode & 0o1000) === 0);
}
