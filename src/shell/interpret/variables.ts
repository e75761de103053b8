import { followReferences } from "../references.ts";
import type { Variable, VariableValue } from "../state.ts";
import { evaluateArithmetic } from "./arithmetic.ts";
import { writeError } from "./messages.ts";
import { notePassingBy } from "./passing-by.ts";
import type { Scope, Shell } from "./shell.ts";

/** The name that is meant, references followed. */
export function resolveName(shell: Shell, name: string): string {
  return followReferences(shell.state.variables, name).name;
}

/** A variable, references followed. */
export function getVariable(shell: Shell, name: string): Variable | undefined {
  return shell.state.variables.get(resolveName(shell, name));
}

/** The text of a plain variable or of element 0; undefined where unset or not known. */
export function getText(shell: Shell, name: string): string | undefined {
  const value = getVariable(shell, name)?.values.get("0");
  return value?.unknown === undefined ? value?.text : undefined;
}

/** Assigns a whole plain variable. False, with a complaint, where it is read-only. */
export function setPlain(shell: Shell, name: string, value: VariableValue): boolean {
  return assign(shell, { name, value });
}

export interface AssignmentRequest {
  readonly name: string;
  /** The subscript, already expanded; arithmetic for indexed arrays. */
  readonly key?: string;
  readonly value: VariableValue;
  readonly isAppended?: boolean;
}

/** Assigns as `name=value` does. False, with a complaint, where the variable is read-only. */
export function assign(shell: Shell, request: AssignmentRequest): boolean {
  const target = followReferences(shell.state.variables, request.name);
  const { name } = target;
  const subscript = request.key ?? target.subscript;
  const old = shell.state.variables.get(name);
  if (old?.isReadOnly === true) {
    writeError(shell, `${name}: readonly variable`);
    return false;
  }
  const kind = old?.kind ?? (subscript === undefined ? "plain" : "indexed");
  const isArray = kind !== "plain" || subscript !== undefined;
  const key = isArray ? elementKey(shell, old, kind, subscript) : "0";
  if (kind !== "associative" && key.startsWith("-")) {
    writeError(shell, `${name}[${subscript}]: bad array subscript`);
    return false;
  }
  const values = isArray ? new Map(old?.values) : new Map<string, VariableValue>();
  values.set(key, convertValue(shell, old, request, old?.values.get(key)));
  notePassingBy(shell, "variable", name);
  const exported = old === undefined && shell.state.setOptions.has("allexport");
  shell.state.variables.set(name, {
    ...old,
    ...(exported ? { isExported: true } : {}),
    kind: isArray && kind === "plain" ? "indexed" : kind,
    values,
  });
  return true;
}

function elementKey(
  shell: Shell,
  old: Variable | undefined,
  kind: Variable["kind"],
  key: string | undefined,
): string {
  if (key === undefined) return "0";
  if (kind === "associative" || /^\d+$/.test(key)) return key;
  const index = evaluateArithmetic(shell, key) ?? 0n;
  return String(index < 0n ? index + BigInt(nextIndex(old?.values)) : index);
}

/** One more than the largest index. */
export function nextIndex(values: ReadonlyMap<string, unknown> | undefined): number {
  let next = 0;
  for (const key of values?.keys() ?? []) next = Math.max(next, Number(key) + 1);
  return next;
}

/** A value as the variable's attributes make it. */
export function convertValue(
  shell: Shell,
  old: Variable | undefined,
  { value, isAppended }: Pick<AssignmentRequest, "value" | "isAppended">,
  before: VariableValue | undefined,
): VariableValue {
  const unknown = value.unknown ?? (isAppended === true ? before?.unknown : undefined);
  if (unknown !== undefined) return { text: "", unknown };
  if (old?.isInteger === true) return convertInteger(shell, value, isAppended, before);
  const text = isAppended === true ? (before?.text ?? "") + value.text : value.text;
  if (old?.letterCase === undefined) return { text };
  return { text: old.letterCase === "lower" ? text.toLowerCase() : text.toUpperCase() };
}

function convertInteger(
  shell: Shell,
  value: VariableValue,
  isAppended: boolean | undefined,
  before: VariableValue | undefined,
): VariableValue {
  const number = evaluateArithmetic(shell, value.text);
  if (number === undefined) return { text: "", unknown: "the number cannot be worked out" };
  const start = isAppended === true ? (evaluateArithmetic(shell, before?.text ?? "0") ?? 0n) : 0n;
  return { text: String(start + number) };
}

/** Sets a whole array, as the shell does for its own ones. */
export function setArray(shell: Shell, name: string, texts: readonly VariableValue[]): void {
  const values = new Map(texts.map((value, index) => [String(index), value]));
  const meant = resolveName(shell, name);
  const old = shell.state.variables.get(meant);
  shell.state.variables.set(meant, { ...old, kind: "indexed", values });
}

/** Gives a variable other attributes, making it where there is none. */
export function changeAttributes(
  shell: Shell,
  name: string,
  change: (variable: Variable) => Variable,
): void {
  const old = shell.state.variables.get(name) ?? { kind: "plain", values: new Map() };
  shell.state.variables.set(name, change(old));
}

/** Forgets a variable or one element. False, with a complaint, where it is read-only. */
export function unsetVariable(shell: Shell, name: string, key?: string): boolean {
  const old = shell.state.variables.get(name);
  if (old?.isReadOnly === true) {
    writeError(shell, `unset: ${name}: cannot unset: readonly variable`);
    return false;
  }
  if (key === undefined || key === "@" || key === "*") shell.state.variables.delete(name);
  else if (old !== undefined) {
    const values = new Map(old.values);
    values.delete(elementKey(shell, old, old.kind === "plain" ? "indexed" : old.kind, key));
    shell.state.variables.set(name, { ...old, values });
  }
  return true;
}

/** Remembers a variable in the scope, so that leaving the scope brings it back. */
export function remember(shell: Shell, scope: Scope, name: string): void {
  if (!scope.has(name)) scope.set(name, shell.state.variables.get(name));
}

/** Brings back what the scope remembers. */
export function leaveScope(shell: Shell, scope: Scope): void {
  for (const [name, variable] of scope) {
    if (variable === undefined) shell.state.variables.delete(name);
    else shell.state.variables.set(name, variable);
  }
}

/** The environment of a program: exported variables whose values are known. */
export function environmentOf(shell: Shell): Map<string, string> {
  const environment = new Map<string, string>();
  for (const [name, variable] of shell.state.variables) {
    const value = variable.values.get("0");
    if (variable.isExported !== true || value === undefined || value.unknown !== undefined)
      continue;
    if (variable.kind === "plain") environment.set(name, value.text);
  }
  return environment;
}
