import { fail, failShell } from "./failures.ts";
import { lookUp } from "./parameter-value.ts";
import type { Run } from "./segments.ts";
import { beforeFirst, evaluateSubscript, expandKey } from "./subscript.ts";

/** A variable, or an element of an array, in an expression. */
export interface Reference {
  readonly name: string;
  readonly subscript?: string;
}

/** Thrown where an expression needs a value that cannot be known. */
export class UnknownValue extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** The text that a variable holds; one that is not set counts as empty. */
export function readReference(reference: Reference, run: Run): string {
  const found = lookUp(reference.name, reference.subscript, run);
  const [element] = found.elements;
  if (element?.unknown !== undefined) throw new UnknownValue(element.unknown);
  if (element === undefined && run.context.state.setOptions.has("nounset")) {
    failShell(run, `${found.label}: unbound variable`);
  }
  return element?.text ?? "";
}

/** Assigns the result of an expression. */
export function writeReference(reference: Reference, value: bigint, run: Run): void {
  const { name, subscript } = reference;
  const { state } = run.context;
  const variable = state.variables.get(name);
  if (variable?.isReadOnly === true) fail(run, `${name}: readonly variable`);
  if (subscript === undefined) {
    run.context.assign(name, undefined, { text: String(value) });
    return;
  }
  const key =
    variable?.kind === "associative"
      ? expandKey(subscript, run)
      : evaluateSubscript(subscript, variable, run);
  if (key.unknown !== undefined) throw new UnknownValue(key.unknown);
  if (variable?.kind !== "associative" && key.text === beforeFirst) return;
  run.context.assign(name, key.text, { text: String(value) });
}
