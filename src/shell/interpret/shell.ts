import type { Command, CompoundCommand, CompoundList, Redirected } from "unbash";
import type { Argument, Span } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Identity } from "../../domain/identity.ts";
import type { Path } from "../../domain/world.ts";
import type { ShellState, Variable } from "../state.ts";
import type { Capture, Descriptors, OpenFile } from "./descriptors.ts";
import type { Doubt } from "./doubts.ts";
import type { InterpreterEnvironment, Limits } from "./environment.ts";

/** What one line shares from its first command to its last, subshells included. */
export interface Session {
  readonly environment: InterpreterEnvironment;
  readonly limits: Limits;
  /** What would appear on the terminal. */
  readonly output: Capture;
  readonly errors: Capture;
  /** What /dev/tty leads to. */
  readonly terminal: OpenFile;
  /** What is not known and may not matter. */
  readonly doubts: Doubt[];
  iterations: number;
  commands: number;
  /** Processes that went to the background so far. */
  jobs: number;
  /** How they ended. */
  readonly jobStatuses: (number | undefined)[];
  /** Number of the next descriptor that a process substitution gets. */
  nextSubstitution: number;
  /** Reasons that stand for bytes from the network, by which run text is known to come from there. */
  readonly networkReasons: Set<string>;
}

/** A text that is being run, and where its parts lie in the line that was typed. */
export interface Source {
  readonly text: string;
  locate(span: Span): Span;
}

export interface FunctionDefinition {
  readonly body: CompoundCommand | Redirected | CompoundList | Command;
  readonly source: Source;
}

/** An alias takes effect from the line after the one that defines it. */
export interface Alias {
  readonly value: string;
  readonly source: Source;
  readonly position: number;
}

/** Variables as they were before a function made them local. */
export type Scope = Map<string, Variable | undefined>;

/** One shell: the state that expansion knows of, and all that only running needs. */
export interface Shell {
  readonly session: Session;
  readonly state: ShellState;
  readonly functions: Map<string, FunctionDefinition>;
  /** Names of `export -f`. */
  readonly exportedFunctions: Set<string>;
  readonly aliases: Map<string, Alias>;
  /** Commands by signal name, `EXIT` among them. */
  readonly traps: Map<string, string>;
  descriptors: Descriptors;
  /** Descriptors of `{name}>`, which stay open after the command. */
  readonly lasting: Descriptors;
  source: Source;
  identity: Identity;
  wrappers: readonly string[];
  /** One for every function being run, the innermost last. */
  readonly scopes: Scope[];
  /** Names of the functions being run, the innermost last. */
  readonly calls: string[];
  directories: Path[];
  /** Above zero where a failure does not end a shell with `set -e`. */
  exempt: number;
  loops: number;
  /** Where in which word `getopts` goes on. */
  optionPlace: { readonly index: number; readonly offset: number };
  /** Sourced files being run. */
  sourced: number;
  /** Shells, functions and evaluated texts around the command being run. */
  depth: number;
  readonly isSubshell: boolean;
  /** The shell that the line is typed into, or its subshell; not one that `bash` started. */
  readonly isMain: boolean;
  /** Pipes and background jobs that this shell lies within. */
  forks: number;
  failedChange: Cause["afterFailedChange"];
  /** Why the directory cannot be known, after `cd` to an unknown place. */
  lostDirectory: string | undefined;
  /** Status of the last command substitution, which an assignment on its own takes over. */
  substitutionStatus: number | undefined;
  /** Whether the command being run has had a command substitution. */
  hasSubstituted: boolean;
  /** Something was written to a closed standard output. */
  hasLostOutput: boolean;
  /** Process substitutions `>(…)` that run when the command has ended. */
  pending: PendingSubstitution[];
  /** Those of `exec`, which run when the shell has ended. */
  readonly lastingSubstitutions: PendingSubstitution[];
  /** Where paths that are read are noted: one set for each stage of a pipeline around. */
  readers: readonly Set<Path>[];
  /** What earlier stages of the same pipelines have read. */
  readBefore: ReadonlySet<Path>;
  /** Open files behind the names that process substitutions stand for. */
  readonly pseudoFiles: Map<Path, OpenFile>;
  /** Place of the simple command being run, for messages about what is inside it. */
  position: Span;
  /** The arguments as typed of the command being run. */
  command: readonly Argument[];
}

export interface PendingSubstitution {
  finish(): void;
}

/** Where something of the text being run lies in the typed line. */
export function spanOf(shell: Shell, node: { readonly pos: number; readonly end: number }): Span {
  return shell.source.locate([node.pos, node.end]);
}

/** Says that something cannot be foreseen. */
export function reportUnknown(shell: Shell, reason: string, span: Span = shell.position): void {
  shell.session.environment.unknown({ span, reason });
}

/** Says so only where something is left under a name that stands for one chosen by chance. */
export function reportUnlessGone(shell: Shell, reason: string, standIn: string, span: Span): void {
  shell.session.environment.unknown({ span, reason, standIn });
}

/** Says that it is not known whether something happens whose effects are followed all the same. */
export function reportUncertain(shell: Shell, reason: string, span: Span = shell.position): void {
  shell.session.environment.unknown({ span, reason, isJudged: true });
}
