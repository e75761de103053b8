import { type Level, levels } from "../domain/finding.ts";
import type { Policy } from "../domain/policy.ts";
import type { Configuration } from "./configuration.ts";

/** What the level depends on. */
export interface LevelSources {
  /** Uid of the person: of the login user where root came by way of sudo. */
  readonly uid: number;
  readonly loginName: string;
  /** Parts of that account's GECOS field. */
  readonly gecos: readonly string[];
  readonly configuration: Pick<Configuration, "level" | "levels"> & {
    readonly policy: Pick<Policy, "levels">;
  };
  /** The word after `--level`. */
  readonly chosen?: Level;
}

/** The level in force, by the contract's paragraph on levels. */
export function levelOf(sources: LevelSources): Level {
  const { levels: ruled } = sources.configuration.policy;
  // A policy is the least strictness: whoever is stricter stays so.
  return [ruled.get(sources.loginName), ruled.get("*")]
    .filter((level) => level !== undefined)
    .reduce(stricter, ownLevel(sources));
}

function ownLevel({ configuration, loginName, ...sources }: LevelSources): Level {
  return (
    sources.chosen ??
    levelInGecos(sources.gecos) ??
    configuration.levels.get(loginName) ??
    configuration.level ??
    configuration.levels.get("*") ??
    (sources.uid === 0 ? "standard" : "novice")
  );
}

/** The word `handrail=…` in the fifth part, "other"; more words may stand around it. */
export function levelInGecos(gecos: readonly string[]): Level | undefined {
  const other = gecos.slice(4).join(",");
  const word = /(?:^|[\s;,])handrail=(\w+)/.exec(other)?.[1];
  return levels.find((level) => level === word);
}

function stricter(first: Level, second: Level): Level {
  return levels.indexOf(first) < levels.indexOf(second) ? first : second;
}
