import type { VariableValue } from "../state.ts";
import { emit } from "./expand-parameter.ts";
import { fail, failShell } from "./failures.ts";
import { lookUp, type ParameterValue } from "./parameter-value.ts";
import type { ParameterPart } from "./parts.ts";
import { joinSegments, type Run } from "./segments.ts";

/** What `${!…}` stands for: names or keys, or another parameter to be expanded in its place. */
export type Indirection =
  | { readonly kind: "value"; readonly value: ParameterValue }
  | { readonly kind: "part"; readonly part: ParameterPart };

/** Resolves `${!prefix*}`, `${!a[@]}` and `${!x…}`. */
export function resolveIndirection(part: ParameterPart, run: Run): Indirection {
  if (part.operation?.kind === "names") {
    return { kind: "value", value: namesWith(part.name, part.operation.isStar, run) };
  }
  if ((part.subscript === "@" || part.subscript === "*") && part.operation === undefined) {
    return { kind: "value", value: keysOf(part, run) };
  }
  const own = run.context.state.variables.get(part.name);
  if (own?.isReference === true && part.subscript === undefined) {
    return { kind: "value", value: nameOfTarget(part.name, own.values.get("0"), run) };
  }
  const pointer = lookUp(part.name, part.subscript, run);
  if (!pointer.isSet) {
    if (pointer.variable === undefined) fail(run, `${pointer.label}: invalid indirect expansion`);
    if (run.context.state.setOptions.has("nounset")) {
      failShell(run, `${pointer.label}: unbound variable`);
    }
    return { kind: "value", value: pointer };
  }
  const target = joinSegments(emit(pointer, true, run));
  if (target.unknown !== undefined) {
    return { kind: "value", value: { ...pointer, elements: [target], spread: "none" } };
  }
  return { kind: "part", part: pointTo(part, target.text, run) };
}

/** `${!reference}` is the name that the reference stands for. */
function nameOfTarget(name: string, target: VariableValue | undefined, run: Run): ParameterValue {
  const value = lookUp(name, undefined, run);
  const elements = target === undefined ? [] : [target];
  return { ...value, isSet: target !== undefined, elements, spread: "none" };
}

function pointTo(part: ParameterPart, target: string, run: Run): ParameterPart {
  const match = /^(?:([A-Za-z_]\w*)(?:\[(.+)\])?|([0-9]+|[@*#?$!-]))$/s.exec(target);
  if (match === null) fail(run, `${target}: invalid variable name`);
  const [, name, subscript, special] = match;
  return {
    kind: "parameter",
    written: part.written,
    name: name ?? special ?? "",
    prefix: "",
    ...(subscript === undefined ? {} : { subscript }),
    ...(part.operation === undefined ? {} : { operation: part.operation }),
  };
}

function namesWith(prefix: string, isStar: boolean, run: Run): ParameterValue {
  const names = [...run.context.state.variables]
    .filter(([name, variable]) => name.startsWith(prefix) && variable.values.size > 0)
    .map(([name]) => ({ text: name }))
    .sort((one, other) => (one.text < other.text ? -1 : 1));
  return {
    label: prefix,
    name: prefix,
    isSet: true,
    elements: names,
    spread: isStar ? "star" : "at",
  };
}

function keysOf(part: ParameterPart, run: Run): ParameterValue {
  const value = lookUp(part.name, part.subscript, run);
  return { ...value, elements: (value.keys ?? []).map((key) => ({ text: key })) };
}
