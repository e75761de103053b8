import type { Argument } from "./argument.ts";
import type { Effect } from "./effect.ts";
import type { Facts } from "./facts.ts";
import type { Identity } from "./identity.ts";
import type { Stream } from "./stream.ts";
import type { Files } from "./view/files.ts";
import type { Computed, Path } from "./world.ts";

/** How a command would end. */
export interface Outcome {
  /** Exit status; undefined where it cannot be known. */
  readonly status: number | undefined;
  readonly output: Stream;
  /** What it would print on standard error, where that matters (`2>file`); empty when left out. */
  readonly errors?: Stream;
  /**
   * How many characters of standard input were used: where that is a file the rest stays for who
   * reads next, as after `head`. All that was read when left out.
   */
  readonly inputUsed?: number;
}

/**
 * A Unix program as a function from its arguments to what it would do. It acts on `call.files`, a
 * copy-on-write view of the real file system in which earlier commands of the line have already
 * happened; nothing on disk changes.
 */
export interface Program {
  /** Every name it is reached by: `["rm"]`, `["gzip", "gunzip", "zcat"]`. */
  readonly names: readonly string[];
  /** Options as data, in the notation of `programs/common/options.ts`. */
  readonly options: readonly string[];
  /**
   * Each operand is worked on for itself, so that one whose text cannot be known is left out (and
   * listed in `unknown`) while the others still act. Otherwise such a call is not run at all.
   */
  readonly areOperandsIndependent?: boolean;
  /** Takes arguments with unknown text as they are and deals with them itself. */
  readonly acceptsUnknown?: boolean;
  run(call: Call): Outcome;
}

/** One command about to run in the model, with all that it may look at and do. */
export interface Call {
  /** The name it was started by, without directories. */
  readonly name: string;
  /** The words after the name. */
  readonly arguments: readonly Argument[];
  /** The whole command, the program's name first. */
  readonly command: readonly Argument[];
  readonly environment: ReadonlyMap<string, string>;
  readonly directory: Path;
  readonly identity: Identity;
  readonly umask: number;
  readonly input: Stream;
  /** Whether standard input and output are the caller's terminal (nothing redirected or piped). */
  readonly isInputTerminal: boolean;
  /** Nothing in the line redirected its input: at a prompt, a shell would wait for a person. */
  readonly isInputInherited: boolean;
  readonly isOutputTerminal: boolean;
  /** What it prints leaves the line: nothing in the line reads it. */
  readonly isOutputInherited: boolean;
  /** The file that standard input comes from, and that output goes to, where the line opened them. */
  readonly inputPath?: Path | undefined;
  readonly outputPath?: Path | undefined;
  /** The view; relative paths count from `directory`, permissions are those of `identity`. */
  readonly files: Files;
  readonly facts: Facts;
  /** Says that something cannot be foreseen; about the argument where one is given. */
  unknown(reason: string, argument?: Argument): void;
  /** The same, but only where something is left under a name that stands for one chosen by chance. */
  unknownIfLeft(reason: string, standIn: string): void;
  /** The same of what at the worst is among the effects; see `Unknown.isJudged`. */
  uncertain(reason: string, argument?: Argument): void;
  /** Records an effect that is no change of files (those the view records by itself). */
  emit(effect: EffectWithoutCause, operand?: Argument): void;
  /**
   * What the line has brought about so far: for what the view of files does not tell, such as
   * packages that came or went.
   */
  earlierEffects(): readonly Effect[];
  /** Runs another command in the model: what wrappers do. `changes` overrides parts of the call. */
  runCommand(command: readonly Argument[], changes?: CallChanges): Outcome;
  /** Runs shell text in the model: `sh -c`, `eval`-like programs, scripts. */
  runShell(text: string, changes?: ShellChanges): Outcome;
  /**
   * Runs a real read-only program to learn its output (see `World.compute`). Operands are read from
   * the disk: only for inputs that no earlier command of the line has changed.
   */
  compute(program: string, args: readonly string[], input?: string): Computed | undefined;
}

export interface CallChanges {
  readonly wrapper?: string;
  readonly environment?: ReadonlyMap<string, string>;
  readonly directory?: Path;
  readonly identity?: Identity;
  readonly umask?: number;
  /** Standard input of the command, which then is not the terminal. */
  readonly input?: Stream;
  /** False where the wrapper takes the command's output to a file or a pipe of its own. */
  readonly isOutputTerminal?: boolean;
}

export interface ShellChanges extends CallChanges {
  /** `$0` and the positional parameters. */
  readonly name?: string;
  readonly positional?: readonly Argument[];
  /** Options of the shell itself given on its command line, such as `e` and `u` of `sh -eu`. */
  readonly shellOptions?: readonly string[];
  /** The argument that holds the text, for spans. */
  readonly argument?: Argument;
  /** `sh` (POSIX rules, no brace expansion where the real sh is dash) or bash. */
  readonly dialect?: "bash" | "sh";
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An effect before the call adds who caused it. */
export type EffectWithoutCause = DistributiveOmit<Effect, "cause">;
