import type { ParsedScript } from "unbash";
import type { Argument, Span } from "../domain/argument.ts";
import type { Files } from "../domain/view/files.ts";
import type { Path } from "../domain/world.ts";

/** A shell variable. Values that cannot be known carry `unknown`, the reason. */
export interface Variable {
  readonly kind: "plain" | "indexed" | "associative";
  /** Key "0" holds a plain value. Indexed keys are decimal numbers. */
  readonly values: ReadonlyMap<string, VariableValue>;
  readonly isExported?: boolean;
  readonly isReadOnly?: boolean;
  readonly isInteger?: boolean;
  /** `declare -n`: the value is the name of the variable that is meant. */
  readonly isReference?: boolean;
  /** `declare -l` and `-u`: letters change when a value is assigned. */
  readonly letterCase?: "lower" | "upper";
}

export interface VariableValue {
  readonly text: string;
  readonly unknown?: string;
}

/** What a shell knows besides the file system; a subshell works on a copy. */
export interface ShellState {
  readonly variables: Map<string, Variable>;
  /** `$1` and on. */
  positional: readonly Argument[];
  /** `$0`. */
  name: string;
  directory: Path;
  umask: number;
  /** `set -o` names: errexit, nounset, noglob, noclobber, pipefail … */
  readonly setOptions: Set<string>;
  /** `shopt` names: extglob, nullglob, dotglob, failglob, globstar, nocaseglob, nocasematch … */
  readonly shoptOptions: Set<string>;
  /** `$?`; undefined where it cannot be known. */
  lastStatus: number | undefined;
  /** `sh` as dash: no brace expansion, no arrays, no `[[`. */
  readonly dialect: "bash" | "sh";
}

/** What expansion may ask for; without a capability the answer is a visible unknown. */
export interface ExpansionContext {
  readonly state: ShellState;
  /** The view, relative to the state's directory. */
  readonly files: Files;
  /** Output of a command substitution, trailing newlines already removed. */
  substitute(script: ParsedScript): VariableValue;
  /** The path that a process substitution stands for. */
  processSubstitution(script: ParsedScript, operator: "<" | ">"): VariableValue;
  /** Home of a user, of the caller's own `HOME` for an empty name. */
  home(user: string): Path | undefined;
  /** Assigns, for `${x:=…}` and arithmetic. */
  assign(name: string, key: string | undefined, value: VariableValue): void;
  /** Says that something cannot be foreseen. */
  unknown(reason: string, span: Span): void;
  /** Moves a span of the parsed text to the typed line (nested `sh -c` text points at its argument). */
  locate(span: Span): Span;
}

/** Thrown to stop the shell, or the command, as bash would: `${x:?}`, `set -u`, a bad substitution. */
export class ExpansionFailure extends Error {
  readonly span: Span;
  /**
   * A non-interactive shell ends (`${x:?}`, set -u); otherwise the rest of the line that was read
   * is dropped, and the shell goes on with the next.
   */
  readonly endsShell: boolean;
  constructor(message: string, span: Span, endsShell: boolean) {
    super(message);
    this.span = span;
    this.endsShell = endsShell;
  }
}
