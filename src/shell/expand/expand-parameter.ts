import type { VariableValue } from "../state.ts";
import { starJoiner } from "./characters.ts";
import { fail, failShell } from "./failures.ts";
import { textForm } from "./locale.ts";
import { expandDefault } from "./parameter-default.ts";
import { resolveIndirection } from "./parameter-indirection.ts";
import { changeValue } from "./parameter-operations.ts";
import { lookUp, type ParameterValue } from "./parameter-value.ts";
import type { ParameterPart } from "./parts.ts";
import type { Run, Segment } from "./segments.ts";
import { beforeFirst } from "./subscript.ts";

/** Expands `$x` or `${…}`. */
export function expandParameter(
  part: ParameterPart,
  isQuoted: boolean,
  run: Run,
): readonly Segment[] {
  if (part.operation?.kind === "bad") fail(run, `${part.written}: bad substitution`);
  if (part.prefix === "!") {
    const resolved = resolveIndirection(part, run);
    if (resolved.kind === "value") return emit(resolved.value, isQuoted, run);
    return expandParameter(resolved.part, isQuoted, run);
  }
  const value = lookUp(part.name, part.subscript, run);
  noteOrigin(value, run);
  if (part.prefix === "#") return emit(lengthOf(value, part, run), isQuoted, run);
  const { operation } = part;
  if (operation?.kind === "default") return expandDefault(value, operation, isQuoted, run);
  if (!asksForAttributes(value, part)) requireSet(value, run);
  const changed =
    operation === undefined ? value : changeValue(value, operation, part, isQuoted, run);
  return emit(changed, isQuoted, run);
}

function noteOrigin(value: ParameterValue, run: Run): void {
  const isEmpty = value.elements.every(({ text, unknown }) => text === "" && unknown === undefined);
  run.origins.push({ kind: "variable", name: value.name, isEmpty, isSet: value.isSet });
}

/** With `set -u`, a parameter that is not set ends the shell; lists may be empty. */
function requireSet(value: ParameterValue, run: Run): void {
  if (value.isSet || value.spread !== "none") return;
  if (run.context.state.setOptions.has("nounset"))
    failShell(run, `${value.label}: unbound variable`);
}

/** An array has attributes even without the element that a plain name means. */
function asksForAttributes(value: ParameterValue, part: ParameterPart): boolean {
  const { operation } = part;
  const isAsked = operation?.kind === "transform" && /[aA]/.test(operation.letter);
  return isAsked && value.variable !== undefined;
}

function lengthOf(value: ParameterValue, part: ParameterPart, run: Run): ParameterValue {
  if (part.operation !== undefined) fail(run, `${part.written}: bad substitution`);
  if (value.spread !== "none") return scalar(value, { text: String(value.elements.length) });
  if (value.variable?.kind === "indexed" && value.key === beforeFirst) {
    fail(run, `${value.label}: bad array subscript`);
  }
  requireSet(value, run);
  const [element = { text: "" }] = value.elements;
  if (element.unknown !== undefined) return scalar(value, element);
  return scalar(value, {
    text: String(Array.from(textForm(run.context.state).spread(element.text)).length),
  });
}

function scalar(value: ParameterValue, element: VariableValue): ParameterValue {
  return { label: value.label, name: value.name, isSet: true, elements: [element], spread: "none" };
}

/** A value as segments: a list gives words of its own, save `"$*"`, which gives one. */
export function emit(value: ParameterValue, isQuoted: boolean, run: Run): readonly Segment[] {
  if (value.spread === "none") {
    const [element = { text: "" }] = value.elements;
    return [toSegment(element, isQuoted)];
  }
  const joiner = starJoiner(run.context.state);
  if (isQuoted && value.spread === "star") return [joined(value.elements, joiner)];
  const breaks = { kind: "break", joiner: value.spread === "at" ? " " : joiner, isQuoted } as const;
  return value.elements.flatMap((element, index): readonly Segment[] =>
    index === 0 ? [toSegment(element, isQuoted)] : [breaks, toSegment(element, isQuoted)],
  );
}

function joined(elements: readonly VariableValue[], joiner: string): Segment {
  const text = elements.map((element) => element.text).join(joiner);
  const unknown = elements.find((element) => element.unknown !== undefined)?.unknown;
  return toSegment(unknown === undefined ? { text } : { text, unknown }, true);
}

function toSegment(value: VariableValue, isQuoted: boolean): Segment {
  return { kind: "text", isQuoted, isSplit: !isQuoted, ...value };
}
