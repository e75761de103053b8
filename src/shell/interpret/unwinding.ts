/**
 * How control leaves commands before their end: `break`, `return`, `exit` and the like. Thrown, so
 * that every construct in between lets it pass without knowing of it; no error, hence no stack.
 */
export class Unwinding {
  readonly kind: UnwindingKind;
  /** Loops left to leave for `break` and `continue`. */
  count: number;
  /** What `$?` is afterwards, for `return` and `exit`. */
  readonly status: number | undefined;

  constructor(kind: UnwindingKind, status: number | undefined, count = 1) {
    this.kind = kind;
    this.status = status;
    this.count = count;
  }
}

/**
 * discard: a mistake that ends the rest of the line of text that is being read. limit: the model
 * gives up, nothing after it can be foreseen. endless: as limit, through every process around.
 */
export type UnwindingKind =
  | "break"
  | "continue"
  | "return"
  | "exit"
  | "discard"
  | "limit"
  | "endless";

/** Runs `action`; gives the unwinding that ended it, if one of these kinds did. */
export function catchUnwinding(
  kinds: readonly UnwindingKind[],
  action: () => void,
): Unwinding | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof Unwinding && kinds.includes(error.kind)) return error;
    throw error;
  }
}
