import { guardIds, type Level, levels } from "../domain/finding.ts";
import { nearNames } from "../domain/near-names.ts";
import {
  type Allowance,
  type GuardRule,
  guardRules,
  problemWithAllowance,
} from "../domain/policy.ts";
import { type Retention, usualRetention } from "../domain/retention.ts";
import { showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";

/** One file, taken apart. */
export interface Settings {
  readonly level?: Level;
  readonly levels: ReadonlyMap<string, Level>;
  readonly paths: readonly Path[];
  readonly fixedLevels: ReadonlyMap<string, Level>;
  readonly unacceptable: readonly string[];
  readonly rules: ReadonlyMap<string, GuardRule>;
  readonly allowances: readonly Allowance[];
  /** What was said of how long kept files stay. */
  readonly kept: Partial<Retention>;
  /** What could not be used, one sentence each. */
  readonly problems: readonly string[];
  /** Nothing of the file could be used: writing into it could lose what it holds. */
  readonly isUnusable?: true;
}

export const noSettings: Settings = {
  levels: new Map(),
  paths: [],
  fixedLevels: new Map(),
  unacceptable: [],
  rules: new Map(),
  allowances: [],
  kept: {},
  problems: [],
};

const knownKeys = ["level", "levels", "paths", "policy", "kept"];
const knownLimits = Object.keys(usualRetention);
const knownRules = ["levels", "unacceptable", "guards", "allowed"];

/** The text of a settings file; what is wrong in it is said and left out, the rest is used. */
export function parseSettings(text: string, path: Path): Settings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unusable(path, "it is not JSON");
  }
  if (!isRecord(value)) return unusable(path, "it is no JSON object");
  const problems: string[] = [];
  const say = (key: string, wanted: string) =>
    problems.push(`In ${showName(path)}, "${showName(key)}" is not used: it should be ${wanted}.`);
  const policy = value.policy ?? {};
  if (!isRecord(policy)) say("policy", "an object");
  const rules = isRecord(policy) ? policy : {};
  const { level } = value;
  if (level !== undefined && !isLevel(level)) say("level", "novice, standard or expert");
  const settings = {
    ...(isLevel(level) ? { level } : {}),
    levels: levelsIn(value.levels, "levels", say),
    paths: stringsIn(value.paths, "paths", say).filter((one) => one.startsWith("/")),
    fixedLevels: levelsIn(rules.levels, "policy.levels", say),
    unacceptable: stringsIn(rules.unacceptable, "policy.unacceptable", say),
    rules: rulesIn(rules.guards, say),
    allowances: allowancesIn(rules.allowed, say),
    kept: retentionIn(value.kept, say),
  };
  const limits = isRecord(value.kept) ? value.kept : {};
  const strange = [
    ...strangeKeys(value, knownKeys),
    ...strangeKeys(rules, knownRules, "policy."),
    ...strangeKeys(limits, knownLimits, "kept."),
  ];
  return {
    ...settings,
    problems: [
      ...problems,
      ...strange.map((key) => `In ${showName(path)}, ${key} is no setting and has no effect.`),
    ],
  };
}

/** Settings of a file that is left alone altogether. */
export function unusable(path: Path, why: string): Settings {
  return { ...noSettings, problems: [`${showName(path)} is not used: ${why}.`], isUnusable: true };
}

type Say = (key: string, wanted: string) => void;
type JsonObject = Readonly<Record<string, unknown>>;

function strangeKeys(value: JsonObject, known: readonly string[], where = ""): readonly string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const [near] = nearNames(key, known, 1);
      const meant = near === undefined ? "" : ` (did you mean "${where}${near}"?)`;
      return `"${showName(where + key)}"${meant}`;
    });
}

function levelsIn(value: unknown, key: string, say: Say): ReadonlyMap<string, Level> {
  // One word fixes it for everybody.
  if (isLevel(value)) return new Map([["*", value]]);
  if (value === undefined) return new Map();
  if (!isRecord(value)) say(key, "a level or an object of names and levels");
  const found = new Map<string, Level>();
  for (const [name, level] of isRecord(value) ? Object.entries(value) : []) {
    if (isLevel(level)) found.set(name, level);
    else say(`${key}.${name}`, "novice, standard or expert");
  }
  return found;
}

function rulesIn(value: unknown, say: Say): ReadonlyMap<string, GuardRule> {
  const found = new Map<string, GuardRule>();
  if (value !== undefined && !isRecord(value)) say("policy.guards", "an object of guards");
  for (const [id, word] of isRecord(value) ? Object.entries(value) : []) {
    const rule = guardRules.find((known) => known === word);
    if (!isGuard(id)) say(`policy.guards.${id}`, wantedGuard(id));
    else if (rule === undefined) say(`policy.guards.${id}`, "off, ask or refuse");
    else found.set(id, rule);
  }
  return found;
}

function allowancesIn(value: unknown, say: Say): readonly Allowance[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) say("policy.allowed", "a list");
  return (Array.isArray(value) ? value : []).flatMap((one: unknown, at) => {
    const key = `policy.allowed[${at}]`;
    const found = allowanceIn(one, key, say);
    if (found === undefined) return [];
    const problem = problemWithAllowance(found);
    if (problem === undefined) return [found];
    say(key, `an object with ${problem}`);
    return [];
  });
}

function allowanceIn(value: unknown, key: string, say: Say): Allowance | undefined {
  const entry = isRecord(value) ? value : {};
  const { path, until, reason, guards } = entry;
  if (typeof path !== "string" || typeof until !== "string" || typeof reason !== "string") {
    say(key, 'an object with "path", "until" and "reason"');
    return undefined;
  }
  if (guards === undefined) return { path, until, reason };
  const named = stringsIn(guards, `${key}.guards`, say);
  const strange = named.find((id) => !isGuard(id));
  if (strange !== undefined) say(`${key}.guards`, wantedGuard(strange));
  // Without the guards it named it would speak to all of them.
  if (strange !== undefined || named.length === 0) return undefined;
  return { path, until, reason, guards: named };
}

function retentionIn(value: unknown, say: Say): Partial<Retention> {
  if (value !== undefined && !isRecord(value)) say("kept", "an object");
  const found: { -readonly [Key in keyof Retention]?: number } = {};
  for (const key of ["days", "gigabytes", "freePercent", "copyGigabytes"] as const) {
    const number = isRecord(value) ? value[key] : undefined;
    if (typeof number === "number" && number >= 0) found[key] = number;
    else if (number !== undefined) say(`kept.${key}`, "a number");
  }
  return found;
}

function isGuard(id: string): boolean {
  return guardIds.some((known) => known === id);
}

function wantedGuard(id: string): string {
  const [near] = nearNames(id, guardIds, 1);
  const meant = near === undefined ? "" : `, such as ${near}`;
  return `the name of a guard${meant}`;
}

function stringsIn(value: unknown, key: string, say: Say): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  say(key, "a list of words");
  return [];
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLevel(value: unknown): value is Level {
  return levels.some((level) => level === value);
}
