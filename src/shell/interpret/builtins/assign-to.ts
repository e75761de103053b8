import type { VariableValue } from "../../state.ts";
import { assign, getVariable } from "../variables.ts";
import { type BuiltinCall, complain } from "./builtin.ts";

/** Assigns to what a word names: `name` or `name[subscript]`. False, with a complaint, on failure. */
export function assignTo(call: BuiltinCall, target: string, value: VariableValue): boolean {
  const [, name, key] = /^([A-Za-z_]\w*)(?:\[(.*)\])?$/s.exec(target) ?? [];
  if (name === undefined) {
    complain(call, `\`${target}': not a valid identifier`);
    return false;
  }
  const isAssociative = getVariable(call.shell, name)?.kind === "associative";
  const plainKey = key !== undefined && isAssociative ? key.replace(/^(["'])(.*)\1$/s, "$2") : key;
  return assign(call.shell, { name, value, ...(plainKey === undefined ? {} : { key: plainKey }) });
}
