import type { ArrayValue, Assignment, Word } from "unbash";
import type { Argument } from "../../domain/argument.ts";
import { type ArrayElement, expandArrayElements, expandSubscript } from "../expand/expand-array.ts";
import { expandText } from "../expand/expand-text.ts";
import type { VariableValue } from "../state.ts";
import { contextOf } from "./expansion-context.ts";
import { writeError } from "./messages.ts";
import type { Shell } from "./shell.ts";
import { assign, convertValue, nextIndex, resolveName } from "./variables.ts";

/** An assignment whose value is expanded, ready to be made. */
export interface PreparedAssignment {
  readonly name: string;
  readonly index?: Word;
  readonly isAppended: boolean;
  /** Absent for an array in parentheses. */
  readonly value?: Argument;
  readonly elements?: ArrayValue;
}

/** Expands the right-hand side; arrays wait until the kind of the variable is known. */
export function evaluateAssignment(shell: Shell, node: Assignment): PreparedAssignment {
  const base = {
    name: node.name,
    isAppended: node.append === true,
    ...(node.index === undefined ? {} : { index: node.index }),
  };
  if (node.value.type === "ArrayValue") return { ...base, elements: node.value };
  const value = expandText(node.value, contextOf(shell), "value");
  noteTyped(shell, node.name, value);
  return { ...base, value };
}

/** What is typed as a password stays in the history; what a variable or a command gives does not. */
function noteTyped(shell: Shell, name: string, { text, origins, unknown }: Argument): void {
  if (
    origins.length > 0 ||
    unknown !== undefined ||
    !/pass|secret|token|key|cred|tls|ssl|https/i.test(name)
  )
    return;
  shell.session.environment.typed?.({ name, value: text, span: shell.position });
}

/** Makes the assignment. False, with a complaint, where the variable is read-only. */
export function carryOut(shell: Shell, prepared: PreparedAssignment): boolean {
  const { name, index, isAppended, value, elements } = prepared;
  if (elements !== undefined) return assignElements(shell, name, elements, isAppended);
  if (index === undefined) return assign(shell, { name, value: valueToAssign(value), isAppended });
  const key = expandKey(shell, name, index);
  // Which element changes is not known: nothing of the array is.
  if (key.unknown !== undefined) return assign(shell, { name, key: "0", value: key });
  return assign(shell, { name, key: key.text, value: valueToAssign(value), isAppended });
}

/** An argument as a value to assign. */
export function valueToAssign(argument: Argument | undefined): VariableValue {
  if (argument?.unknown !== undefined) return { text: "", unknown: argument.unknown };
  return { text: argument?.text ?? "" };
}

function expandKey(shell: Shell, name: string, index: Word): VariableValue {
  const meant = resolveName(shell, name);
  return expandSubscript(index, shell.state.variables.get(meant), contextOf(shell));
}

function assignElements(
  shell: Shell,
  name: string,
  elements: ArrayValue,
  isAppended: boolean,
): boolean {
  const meant = resolveName(shell, name);
  const old = shell.state.variables.get(meant);
  if (old?.isReadOnly === true) {
    writeError(shell, `${meant}: readonly variable`);
    return false;
  }
  const kind = old?.kind === "associative" ? "associative" : "indexed";
  const additions = expandArrayElements(elements.elements, kind, contextOf(shell));
  // The old values are gone before the new ones are made, unless these are added to them.
  const values = new Map(isAppended ? old?.values : []);
  let next = nextIndex(values);
  for (const element of kind === "associative" ? pairUp(additions) : additions) {
    const key = element.key ?? { text: String(next) };
    if (key.unknown !== undefined) return assign(shell, { name: meant, key: "0", value: key });
    const { value, isAppended: isAdded } = element;
    const before = values.get(key.text);
    values.set(key.text, convertValue(shell, old, { value, isAppended: isAdded }, before));
    next = Number(key.text) + 1;
  }
  shell.state.variables.set(meant, { ...old, kind, values });
  return true;
}

/** Without subscripts an associative array takes its words as keys and values in turn. */
function pairUp(elements: readonly ArrayElement[]): readonly ArrayElement[] {
  if (elements.some(({ key }) => key !== undefined)) return elements;
  const pairs: ArrayElement[] = [];
  for (let at = 0; at < elements.length; at += 2) {
    const key = elements[at]?.value ?? { text: "" };
    pairs.push({ key, value: elements[at + 1]?.value ?? { text: "" }, isAppended: false });
  }
  return pairs;
}
