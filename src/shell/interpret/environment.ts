import type { Argument } from "../../domain/argument.ts";
import type { Cause, Effect, Unknown } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Identity } from "../../domain/identity.ts";
import type { Step, TypedValue } from "../../domain/plan.ts";
import type { Program } from "../../domain/program.ts";
import type { Stream } from "../../domain/stream.ts";
import type { Files } from "../../domain/view/files.ts";
import type { Computation, Computed, Path } from "../../domain/world.ts";

/** On whose behalf, and from where, the view is looked at and changed. */
export interface FileBinding {
  readonly identity: Identity;
  /** Relative paths count from here. */
  readonly directory: Path;
  readonly umask: number;
  /**
   * What effects are put down to. One redirection uses one and the same object for emptying the
   * file and for what is written into it, so that the two can be told to belong together.
   */
  readonly cause: Cause;
}

/** How far the model goes before it says that it cannot foresee more. */
export interface Limits {
  /** Rounds of all `while` loops together. */
  readonly iterations: number;
  /** Commands run in the model. */
  readonly commands: number;
  /** Functions, sourced files and nested shells inside each other. */
  readonly depth: number;
}

export const defaultLimits: Limits = { iterations: 10_000, commands: 50_000, depth: 120 };

/** Everything the interpreter reaches outside itself; it imports nothing that touches a machine. */
export interface InterpreterEnvironment {
  /** Exported variables of the caller. */
  readonly variables: ReadonlyMap<string, string>;
  readonly identity: Identity;
  readonly directory: Path;
  readonly umask: number;
  readonly facts: Facts;
  /** Standard input of the line; the caller's terminal when left out. */
  readonly input?: Stream;
  /** Standard output is the caller's terminal; true when left out. */
  readonly isOutputTerminal?: boolean;
  /** The one view of the line, as somebody would find and change it from some directory. */
  files(binding: FileBinding): Files;
  /** The model of a program by its plain name. */
  findProgram(name: string): Program | undefined;
  /** See `World.compute`. */
  compute(request: Computation): Computed | undefined;
  /** Effects taken so far, those that the view records among them. */
  countEffects(): number;
  /** These effects, in order. */
  effects(): readonly Effect[];
  /** Takes effects that are no change of files; those the view records by itself. */
  emit(effect: Effect): void;
  unknown(unknown: Unknown): void;
  /** Takes every command that would be started, in order, once it has ended. */
  step(step: Step): void;
  /** Takes what stands in the line as the value of a variable, where its name tells of a secret or a proof. */
  typed?(value: TypedValue): void;
  readonly limits?: Limits;
}

/** How the line would end. */
export interface Interpretation {
  readonly status: number | undefined;
  /** What would appear on standard output and standard error. */
  readonly output: Stream;
  readonly errors: Stream;
}

/** A command that is started as it stands, without a shell: the argv form of `guard`. */
export type PlainCommand = readonly Argument[];
