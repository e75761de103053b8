import type { Level } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { GuardPolicy } from "../domain/policy.ts";
import type { Review, UndoAssessment } from "../domain/review.ts";
import {
  foreseeCommand,
  foreseeLine,
  type Machine,
  type Situation,
  type SyntaxFailure,
} from "../plan/foresee.ts";
import { type Court, review } from "../plan/review.ts";
import { readCallerEnvironment } from "../system/caller-environment.ts";
import { type MachineFacts, makeFacts } from "../system/facts.ts";
import { checkPackages } from "../system/trusted-program.ts";
import { makeWorld } from "../system/world.ts";
import { guardsFor } from "./guard-finder.ts";
import { makeSimulate } from "./package-manager.ts";
import { findProgram } from "./program-finder.ts";

/** A line foreseen, or why it is none. */
export type Foresight = { readonly kind: "foreseen"; readonly foreseen: Foreseen } | SyntaxFailure;

/** How to judge, besides the line. */
export interface Judging {
  readonly level: Level;
  readonly accepted?: ReadonlySet<string>;
  readonly policy?: GuardPolicy;
  assessUndo(foreseen: Foreseen): UndoAssessment;
}

/** The whole of foreseeing and judging, tied to this machine and one situation. */
export interface Engine {
  readonly machine: Machine & { readonly facts: MachineFacts };
  foresee(line: string): Foresight;
  foreseeCommand(argv: readonly string[]): Foreseen;
  review(foreseen: Foreseen, judging: Judging): Review;
}

/** Alternatives are looked at with less patience than the line itself. */
const entriesForAlternatives = 2_000;

export function makeEngine(situation: Situation): Engine {
  const facts = makeFacts(readCallerEnvironment, makeSimulate);
  const world = makeWorld({ isPackaged: checkPackages(() => facts.packages) });
  const machine = { world, facts, findProgram };
  return {
    machine,
    foresee: (line) => toForesight(foreseeLine(line, situation, machine)),
    foreseeCommand: (argv) => foreseeCommand(argv, situation, machine),
    review: (foreseen, judging) => review(foreseen, makeCourt(situation, machine, judging)),
  };
}

function makeCourt(situation: Situation, machine: Machine, judging: Judging): Court {
  const shorter = { ...situation, maximumEntries: entriesForAlternatives };
  return {
    ...judging,
    facts: machine.facts,
    guardsFor,
    foresee: (line) => {
      const result = foreseeLine(line, shorter, machine);
      return "kind" in result ? undefined : result;
    },
  };
}

function toForesight(result: Foreseen | SyntaxFailure): Foresight {
  return "kind" in result ? result : { kind: "foreseen", foreseen: result };
}
