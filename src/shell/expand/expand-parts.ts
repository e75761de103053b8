import type { VariableValue } from "../state.ts";
import { evaluateArithmeticText } from "./arithmetic-text.ts";
import { expandParameter } from "./expand-parameter.ts";
import type { Part } from "./parts.ts";
import type { Place, Run, Segment } from "./segments.ts";

/** Expands the parts of a word; splitting and file names come later. */
export function expandParts(parts: readonly Part[], place: Place, run: Run): readonly Segment[] {
  const segments: Segment[] = [];
  for (const part of parts)
    for (const segment of expandPart(part, place, run)) segments.push(segment);
  return segments;
}

function expandPart(part: Part, place: Place, run: Run): readonly Segment[] {
  switch (part.kind) {
    case "text":
      return [
        {
          kind: "text",
          text: part.text,
          isQuoted: place.isQuoted || part.isQuoted,
          isSplit: place.isSplit && !part.isQuoted && !place.isQuoted,
        },
      ];
    case "quotes":
      return expandQuotes(part.parts, run);
    case "parameter":
      return expandParameter(part, place.isQuoted, run);
    case "arithmetic":
      return [made(arithmeticValue(part.inside, run), place)];
    case "command":
      return [substituted(run.context.substitute(part.script), place, run)];
    case "process":
      return [
        substituted(
          run.context.processSubstitution(part.script, part.operator),
          { ...place, isQuoted: true },
          run,
        ),
      ];
  }
}

/** Double quotes make a word even of nothing, save where an empty `$@` is all that is in them. */
function expandQuotes(parts: readonly Part[], run: Run): readonly Segment[] {
  const segments: Segment[] = [];
  let hasEmptyList = false;
  for (const part of parts) {
    const expanded = expandPart(part, { isQuoted: true, isSplit: false }, run);
    hasEmptyList ||= expanded.length === 0;
    segments.push(...expanded);
  }
  if (hasEmptyList && segments.every(isNothing)) return [];
  return segments.length > 0 ? segments : [nothing];
}

const nothing: Segment = { kind: "text", text: "", isQuoted: true, isSplit: false };

function isNothing(segment: Segment): boolean {
  return segment.kind === "text" && segment.text === "" && segment.unknown === undefined;
}

function arithmeticValue(inside: string, run: Run): VariableValue {
  const result = evaluateArithmeticText(inside, run);
  return result.kind === "unknown"
    ? { text: "", unknown: result.reason }
    : { text: String(result.value) };
}

function substituted(value: VariableValue, place: Place, run: Run): Segment {
  const isEmpty = value.text === "" && value.unknown === undefined;
  run.origins.push({ kind: "substitution", isEmpty });
  return made(value, place);
}

function made(value: VariableValue, place: Place): Segment {
  const { isQuoted } = place;
  return { kind: "text", isQuoted, isSplit: !isQuoted, ...value };
}
