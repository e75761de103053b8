import type { Probed, SystemFiles } from "../../domain/check-up-facts.ts";
import type { Answers } from "../../domain/task-plan.ts";
import type { AskProgram } from "../../system/ask-program.ts";
import { probeSystemFiles } from "../../system/check-up/system-files.ts";
import {
  findSetIdElsewhere,
  findUnusualFiles,
  type UnusualFiles,
} from "../../system/check-up/unusual-files.ts";
import type { MachineFacts } from "../../system/facts.ts";
import { lazily } from "../../system/lazily.ts";
import type { Session } from "../session.ts";

/** What the parts of one check-up share. */
export interface Surroundings {
  readonly session: Session;
  readonly facts: MachineFacts;
  readonly answers: Answers;
  readonly ask: AskProgram;
  /** The parts that are looked at. */
  readonly ids: ReadonlySet<string>;
  /** What takes longest: others may end with it. */
  systemFiles(): Promise<Probed<SystemFiles>>;
  /** One walk over the system's directories for all who ask. */
  unusualFiles(): Promise<UnusualFiles | undefined>;
  setIdElsewhere(): Promise<UnusualFiles | undefined>;
}

export function makeSurroundings(
  given: Pick<Surroundings, "session" | "answers" | "ask" | "ids">,
): Surroundings {
  const { ask } = given;
  const { facts } = given.session.engine.machine;
  return {
    ...given,
    facts,
    systemFiles: lazily(() => probeSystemFiles(ask, facts.packages)),
    unusualFiles: lazily(() => findUnusualFiles(ask, facts.mounts.list)),
    setIdElsewhere: lazily(() => findSetIdElsewhere(ask, facts.mounts.list)),
  };
}
