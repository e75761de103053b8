import { type Identity, rootIdentity } from "../domain/identity.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { UndoAssessment } from "../domain/review.ts";
import type { ForeseenPlan, PlanReview, TaskPlan } from "../domain/task-plan.ts";
import { assessUndo } from "../journal/assess.ts";
import type { JournalContext } from "../journal/context.ts";
import type { CommandFacts } from "../plan/commands-of.ts";
import type { Machine, Situation } from "../plan/foresee.ts";
import { foreseePlan } from "../plan/foresee-plan.ts";
import { needsRoot, reviewPlan } from "../plan/review-plan.ts";
import { systemDirectories } from "../system/directories.ts";
import type { MachineFacts } from "../system/facts.ts";
import { guardsFor } from "./guard-finder.ts";
import type { Session } from "./session.ts";

/** Entries that a plan walks before its counts become "at least". */
const entriesForPlans = 200_000;

/** What a plan is foreseen and judged with, the same for whoever asks and for whoever does it. */
export interface PlanEngine {
  /** Of whoever carries the plan out. */
  readonly journal: JournalContext;
  /** `isWhole`: to the last path, for keeping. */
  foresee(plan: TaskPlan, isWhole?: boolean): ForeseenPlan;
  review(foreseen: ForeseenPlan, accepted?: ReadonlySet<string>): PlanReview;
  assessFiles(foreseen: Foreseen): UndoAssessment;
}

/**
 * The engine of a plan. Where it needs root, everything is seen as by root, although it is asked as
 * a user: so the helper comes to the same judgement.
 */
export function makePlanEngine(plan: TaskPlan, session: Session): PlanEngine {
  const machine = { ...session.engine.machine };
  const isRaised = needsRoot(plan) && machine.facts.caller.identity.uid !== 0;
  if (isRaised) machine.facts = factsOfRoot(machine.facts);
  const journal = isRaised ? rootJournal(machine.facts, session) : session.journal;
  const { accounts } = machine.facts;
  const commands: CommandFacts = {
    gecosOf: (name) => accounts.gecos(accounts.user(name)?.uid ?? -1),
    isRoot: machine.facts.caller.identity.uid === 0,
  };
  const assessFiles = (foreseen: Foreseen) => assessUndo(foreseen, journal);
  return {
    journal,
    assessFiles,
    foresee: (one, isWhole = false) =>
      foreseePlan(one, commands, situationOf(machine, isWhole), machine),
    review: (foreseen, accepted) => {
      const { level, configuration } = session;
      const court = {
        facts: machine.facts,
        guardsFor,
        level,
        // Root's helper does not read the settings of a user.
        policy: isRaised ? configuration.machinePolicy : configuration.policy,
        ...(accepted === undefined ? {} : { accepted }),
        foresee: () => undefined,
        assessUndo: assessFiles,
      };
      return reviewPlan(foreseen, court, machine.world);
    },
  };
}

/** The variables that a plan's commands run with, whoever started it. */
export function planEnvironment(home: string, name: string): Readonly<Record<string, string>> {
  return {
    PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: home,
    USER: name,
    LOGNAME: name,
    SHELL: "/bin/sh",
    LC_ALL: "C",
    // LANGUAGE beats LC_ALL=C in some programs, so it is there and empty.
    LANGUAGE: "",
    TERM: "dumb",
    DEBIAN_FRONTEND: "noninteractive",
    APT_LISTCHANGES_FRONTEND: "none",
    NEEDRESTART_SUSPEND: "1",
    UCF_FORCE_CONFFOLD: "1",
  };
}

/** What files and directories a plan makes are open to. */
export const planUmask = 0o022;

function situationOf({ facts }: Machine, isWhole: boolean): Situation {
  const { home, name } = facts.caller;
  return {
    directory: "/",
    environment: new Map(Object.entries(planEnvironment(home, name))),
    umask: planUmask,
    isOutputTerminal: false,
    ...(isWhole ? {} : { maximumEntries: entriesForPlans }),
  };
}

/** The machine as root sees it. Each fact is still read when it is first asked for. */
function factsOfRoot(facts: MachineFacts): MachineFacts {
  const { loginName } = facts.caller;
  const home = facts.accounts.user(0)?.home ?? "/root";
  const identity: Identity = { ...rootIdentity(), isSupposed: true };
  const caller = { identity, name: "root", home, loginName };
  const raised: MachineFacts = Object.create(facts, { caller: { value: caller } });
  return raised;
}

/** What root's helper keeps by is the machine's configuration, not that of whoever asks. */
function rootJournal({ mounts }: MachineFacts, { configuration }: Session): JournalContext {
  const { state, log } = systemDirectories;
  const retention = configuration.machineKept;
  return { stateDirectory: state, logDirectory: log, identity: rootIdentity(), mounts, retention };
}
