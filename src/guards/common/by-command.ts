import type { Argument } from "../../domain/argument.ts";
import type { Cause, Effect } from "../../domain/effect.ts";

/** What one command of the line does, whichever of its operands brings it about. */
export interface CommandEffects<E extends Effect> {
  /** The cause of the first effect; the others differ in their operand only. */
  readonly cause: Cause;
  readonly effects: readonly E[];
  /** The operands that the effects are put down to, in the order of their first effects. */
  readonly operands: readonly Argument[];
}

/**
 * Effects by the command that brings them about, in the order of the line. The rounds of a loop are
 * one command: it was written once and is one mistake.
 */
export function groupByCommand<E extends Effect>(
  effects: Iterable<E>,
): readonly CommandEffects<E>[] {
  const groups = new Map<string, Group<E>>();
  let lastCause: Cause | undefined;
  let last: Group<E> | undefined;
  for (const effect of effects) {
    if (last === undefined || effect.cause !== lastCause) {
      last = groupOf(groups, effect.cause);
      lastCause = effect.cause;
      if (lastCause.operand !== undefined) last.operands.add(lastCause.operand);
    }
    last.effects.push(effect);
  }
  return [...groups.values()].map((group) => ({ ...group, operands: [...group.operands] }));
}

interface Group<E> {
  readonly cause: Cause;
  readonly effects: E[];
  readonly operands: Set<Argument>;
}

function groupOf<E>(groups: Map<string, Group<E>>, cause: Cause): Group<E> {
  const key = commandKey(cause);
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group = { cause, effects: [], operands: new Set<Argument>() };
  groups.set(key, group);
  return group;
}

/** Equal for causes that are the same command of the line. */
export function commandKey(cause: Cause): string {
  return `${cause.span[0]}:${cause.span[1]} ${cause.program}`;
}

/** Whether a pattern such as `*` or `dir/*` chose all that lies in a folder. */
export function takesAll(operands: readonly Argument[]): boolean {
  return operands.some(({ origins }) =>
    origins.some((origin) => origin.kind === "glob" && /^(.*\/)?\*$/.test(origin.pattern)),
  );
}
