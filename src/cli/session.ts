import type { Level } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import { assessUndo } from "../journal/assess.ts";
import type { JournalContext } from "../journal/context.ts";
import type { Situation } from "../plan/foresee.ts";
import { type Configuration, readConfiguration } from "../system/configuration.ts";
import { type Directories, directoriesFor } from "../system/directories.ts";
import { levelOf } from "../system/level.ts";
import { type Engine, makeEngine } from "./engine.ts";

/** What a person chose on the command line about judging. */
export interface Choices {
  readonly level?: Level;
  readonly accepted?: ReadonlySet<string>;
  readonly keepsUndo?: boolean;
}

/** One person at one place on this machine: everything that reviews and runs are made from. */
export interface Session {
  readonly situation: Situation;
  readonly engine: Engine;
  readonly configuration: Configuration;
  readonly directories: Directories;
  readonly journal: JournalContext;
  readonly level: Level;
  review(foreseen: Foreseen, choices?: Choices): Review;
}

export function openSession(situation: Situation, chosen?: Level): Session {
  const engine = makeEngine(situation);
  const { facts } = engine.machine;
  const { identity, loginName } = facts.caller;
  const { uid } = identity;
  const directories = directoriesFor(uid, facts.caller.home, situation.environment);
  const configuration = readConfiguration(uid, directories);
  const journal = {
    stateDirectory: directories.state,
    identity,
    mounts: facts.mounts,
  };
  const login = facts.accounts.user(loginName)?.uid ?? uid;
  const level = levelOf({
    uid: login,
    loginName,
    gecos: facts.accounts.gecos(login),
    configuration,
    ...(chosen === undefined ? {} : { chosen }),
  });
  return {
    situation,
    engine,
    configuration,
    directories,
    journal,
    level,
    review: (foreseen, choices = {}) =>
      engine.review(foreseen, {
        level: choices.level ?? level,
        unacceptable: configuration.policy.unacceptable,
        ...(choices.accepted === undefined ? {} : { accepted: choices.accepted }),
        assessUndo: (line) =>
          choices.keepsUndo === false
            ? { grade: "none", reason: "nothing is kept back, as --no-undo asks" }
            : assessUndo(line, journal),
      }),
  };
}
