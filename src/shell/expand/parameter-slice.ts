import type { ShellState, VariableValue } from "../state.ts";
import { evaluateArithmeticText } from "./arithmetic-text.ts";
import { fail } from "./failures.ts";
import { textForm } from "./locale.ts";
import type { ParameterValue } from "./parameter-value.ts";
import type { Operation } from "./parts.ts";
import type { Run } from "./segments.ts";
import { highestIndex } from "./subscript.ts";

type SliceOperation = Operation & { readonly kind: "slice" };

/** `${x:offset:length}`, of a text or of a list. */
export function slice(value: ParameterValue, operation: SliceOperation, run: Run): ParameterValue {
  const bounds = evaluateBounds(operation, run);
  const unknown = bounds.unknown ?? unknownIn(value);
  if (unknown !== undefined) {
    return { ...value, elements: [{ text: "", unknown }], spread: "none" };
  }
  if (!value.isSet && value.name !== "@" && value.name !== "*") return value;
  if (value.spread === "none") return sliceText(value, bounds, run);
  if (value.name === "@" || value.name === "*") return slicePositional(value, bounds, run);
  return sliceArray(value, bounds, run);
}

interface Bounds {
  readonly offset: number;
  readonly length?: number;
  readonly lengthText: string;
  readonly unknown?: string;
}

function evaluateBounds(operation: SliceOperation, run: Run): Bounds {
  const lengthText = operation.length ?? "";
  const offset = evaluateArithmeticText(operation.offset, run);
  if (offset.kind === "unknown") return { offset: 0, lengthText, unknown: offset.reason };
  const start = Number(offset.value);
  if (operation.length === undefined) return { offset: start, lengthText };
  const length = evaluateArithmeticText(operation.length, run);
  if (length.kind === "unknown") return { offset: start, lengthText, unknown: length.reason };
  return { offset: start, length: Number(length.value), lengthText };
}

function unknownIn(value: ParameterValue): string | undefined {
  return value.spread === "none" ? value.elements[0]?.unknown : undefined;
}

function sliceText(value: ParameterValue, bounds: Bounds, run: Run): ParameterValue {
  const form = textForm(run.context.state);
  const characters = Array.from(form.spread(value.elements[0]?.text ?? ""));
  const start = bounds.offset < 0 ? characters.length + bounds.offset : bounds.offset;
  if (start < 0 || start > characters.length) return { ...value, elements: [{ text: "" }] };
  const { length = characters.length - start } = bounds;
  const end = length < 0 ? characters.length + length : start + length;
  if (end < start) fail(run, `${bounds.lengthText}: substring expression < 0`);
  return { ...value, elements: [{ text: form.gather(characters.slice(start, end).join("")) }] };
}

/** Counts `$0` as the element before the first; `${@:0}` begins with it. */
function slicePositional(value: ParameterValue, bounds: Bounds, run: Run): ParameterValue {
  const all = [shellName(run.context.state), ...value.elements];
  const start = bounds.offset < 0 ? all.length + bounds.offset : bounds.offset;
  return {
    ...value,
    elements: start < 0 || start > all.length ? [] : takeFrom(all, start, bounds, run),
  };
}

function shellName(state: ShellState): VariableValue {
  return { text: state.name };
}

/** Offsets of an array are its indexes; a length counts the elements that are set. */
function sliceArray(value: ParameterValue, bounds: Bounds, run: Run): ParameterValue {
  const { variable, keys = [] } = value;
  const isIndexed = variable?.kind === "indexed";
  const size = isIndexed ? highestIndex(variable) + 1 : keys.length + 1;
  const start = bounds.offset < 0 ? size + bounds.offset : bounds.offset;
  if (start < 0 || start > size) return { ...value, elements: [] };
  // Without indexes, the elements are counted from one.
  const first = isIndexed ? keys.findIndex((key) => Number(key) >= start) : Math.max(0, start - 1);
  if (first < 0) return { ...value, elements: [] };
  // bash gives one element of an associative array where none is asked for.
  const length = !isIndexed && bounds.length === 0 ? { length: 1 } : {};
  return { ...value, elements: takeFrom(value.elements, first, { ...bounds, ...length }, run) };
}

function takeFrom(
  elements: readonly VariableValue[],
  start: number,
  bounds: Bounds,
  run: Run,
): readonly VariableValue[] {
  const { length = elements.length } = bounds;
  if (length < 0) fail(run, `${bounds.lengthText}: substring expression < 0`);
  return elements.slice(start, start + length);
}
