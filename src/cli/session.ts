import type { Level } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import { assessUndo } from "../journal/assess.ts";
import type { JournalContext } from "../journal/context.ts";
import type { Situation } from "../plan/foresee.ts";
import { lazily } from "../system/lazily.ts";
import { type Engine, makeEngine } from "./engine.ts";
import { ownPlaces } from "./own-places.ts";
import { type Person, readPerson } from "./person.ts";
import { hasTerminal } from "./terminal.ts";

/** What a person chose on the command line about judging. */
export interface Choices {
  readonly level?: Level;
  readonly accepted?: ReadonlySet<string>;
  readonly keepsUndo?: boolean;
  /** False for what asks nobody, and so makes no copy that is large. */
  readonly asksForCopies?: false;
}

/** One person at one place on this machine: everything that reviews and runs are made from. */
export interface Session extends Person {
  readonly situation: Situation;
  readonly engine: Engine;
  readonly journal: JournalContext;
  review(foreseen: Foreseen, choices?: Choices): Review;
}

export function openSession(situation: Situation, chosen?: Level): Session {
  const engine = makeEngine(situation);
  const { facts } = engine.machine;
  const person = readPerson(facts, situation.environment, chosen);
  const { directories, configuration, level } = person;
  facts.guardedPaths = configuration.paths;
  const places = lazily(() => ownPlaces(directories, situation.environment.get("PATH")));
  Object.defineProperty(facts, "ownPlaces", { get: places, configurable: true });
  const journal = {
    stateDirectory: directories.state,
    logDirectory: directories.log,
    identity: facts.caller.identity,
    mounts: facts.mounts,
    retention: configuration.kept,
  };
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
        policy: configuration.policy,
        ...(choices.accepted === undefined ? {} : { accepted: choices.accepted }),
        assessUndo: (line) =>
          choices.keepsUndo === false
            ? { grade: "none", reason: "nothing is kept back, as --no-undo asks" }
            : assessUndo(
                line,
                choices.asksForCopies === false ? journal : { ...journal, canAsk: hasTerminal },
              ),
      }),
  };
}
