import type { Argument } from "../../domain/argument.ts";
import type { Path } from "../../domain/world.ts";
import type { Variable } from "../state.ts";
import type { Shell } from "./shell.ts";

/** All that could make the next round of a loop differ from this one. */
export interface Snapshot {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly positional: readonly Argument[];
  readonly directory: Path;
  readonly functions: number;
  readonly options: number;
  readonly effects: number;
  /** What is left to read on every descriptor. */
  readonly unread: readonly number[];
}

export function takeSnapshot(shell: Shell): Snapshot {
  const { state, session, descriptors } = shell;
  return {
    variables: new Map(state.variables),
    positional: state.positional,
    directory: state.directory,
    functions: shell.functions.size,
    options: state.setOptions.size + state.shoptOptions.size,
    effects: session.environment.countEffects(),
    unread: [...descriptors.values()].map((file) => {
      const rest = file.rest?.();
      return rest?.kind === "text" ? rest.text.length : 0;
    }),
  };
}

/** Whether a round has changed nothing, so that all that follow would do the same for ever. */
export function isStuck(before: Snapshot, after: Snapshot): boolean {
  return (
    before.effects === after.effects &&
    before.directory === after.directory &&
    before.positional === after.positional &&
    before.functions === after.functions &&
    before.options === after.options &&
    before.unread.length === after.unread.length &&
    before.unread.every((left, index) => left === after.unread[index]) &&
    haveSameVariables(before.variables, after.variables)
  );
}

/** Whether a round has taken something of what there is to read, which comes to an end. */
export function isReading(before: Snapshot, after: Snapshot): boolean {
  return after.unread.some((left, index) => left < (before.unread[index] ?? 0));
}

/** Set by every command, and by what it is told of here alone. */
const incidental: ReadonlySet<string> = new Set(["_", "PIPESTATUS", "!"]);

/** Whether all have the values they had, but for what every command sets. */
export function haveSameVariables(
  before: ReadonlyMap<string, Variable>,
  after: ReadonlyMap<string, Variable>,
): boolean {
  for (const name of before.keys()) if (!after.has(name)) return false;
  for (const [name, variable] of after) {
    const old = before.get(name);
    if (old !== variable && !incidental.has(name) && !haveSameValues(old, variable)) return false;
  }
  return true;
}

function haveSameValues(old: Variable | undefined, variable: Variable): boolean {
  if (old === undefined || old.values.size !== variable.values.size) return false;
  for (const [key, value] of variable.values) {
    const before = old.values.get(key);
    if (before?.text !== value.text || before.unknown !== value.unknown) return false;
  }
  return true;
}
