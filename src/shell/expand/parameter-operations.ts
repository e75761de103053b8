import type { VariableValue } from "../state.ts";
import { changeCase } from "./change-case.ts";
import { expandParts } from "./expand-parts.ts";
import { textForm } from "./locale.ts";
import { slice } from "./parameter-slice.ts";
import { transform } from "./parameter-transform.ts";
import type { ParameterValue } from "./parameter-value.ts";
import type { Operation, ParameterPart, Part } from "./parts.ts";
import { compilePattern, type Pattern } from "./pattern.ts";
import { type Replaced, removeMatch, replaceMatches } from "./pattern-edit.ts";
import { expandReplacement } from "./replacement.ts";
import { joinPattern, type Run } from "./segments.ts";
import { expandTildes } from "./tilde.ts";

type ChangingOperation = Exclude<Operation, { readonly kind: "default" | "names" | "bad" }>;

/** Applies an operation to a value; on a list, to each element. */
export function changeValue(
  value: ParameterValue,
  operation: Operation,
  part: ParameterPart,
  isQuoted: boolean,
  run: Run,
): ParameterValue {
  switch (operation.kind) {
    case "default":
    case "names":
    case "bad":
      return value;
    case "slice":
      return slice(value, operation, run);
    case "transform":
      return transform(value, operation.letter, part, isQuoted, run);
    default:
      return changeEach(value, operation, run);
  }
}

function changeEach(
  value: ParameterValue,
  operation: Exclude<ChangingOperation, { readonly kind: "slice" | "transform" }>,
  run: Run,
): ParameterValue {
  if (!value.isSet) return value;
  const text = patternText(operation.pattern, run);
  if (text.unknown !== undefined)
    return forEach(value, () => ({ text: "", unknown: text.unknown ?? "" }));
  const nocase = operation.kind === "replace" && run.context.state.shoptOptions.has("nocasematch");
  const form = textForm(run.context.state);
  const options = { extglob: hasExtglob(run), nocase, hasCaret: isBash(run) };
  const pattern = compilePattern(form.spread(text.text), options);
  const change = makeChange(operation, pattern, text.text, run);
  return forEach(value, (element) => {
    if (operation.kind !== "case" && element.text.length > limitOf(operation, pattern)) {
      return { text: element.text, unknown: "changing a text this long would take too long" };
    }
    const changed = change({ text: form.spread(element.text) });
    return { ...changed, text: form.gather(changed.text) };
  });
}

function makeChange(
  operation: Exclude<ChangingOperation, { readonly kind: "slice" | "transform" }>,
  pattern: Pattern,
  patternText: string,
  run: Run,
): (element: VariableValue) => VariableValue {
  if (operation.kind === "remove") {
    return ({ text }) => ({
      text: removeMatch(text, pattern, operation.side, operation.isLongest),
    });
  }
  if (operation.kind === "case") {
    const matcher = patternText === "" ? undefined : pattern;
    return ({ text }) => ({ text: changeCase(text, operation.change, operation.isAll, matcher) });
  }
  const replacement = expandReplacement(operation.replacement, run);
  if (patternText === "" && (operation.which === "first" || operation.which === "all"))
    return (element) => element;
  return ({ text }) => {
    if (text === "" && !matchesNothing(patternText, operation.which)) return { text };
    const changed = replaceMatches(text, pattern, operation.which, replacement.make);
    return replacement.unknown === undefined || changed === text
      ? { text: changed }
      : { text: changed, unknown: replacement.unknown };
  };
}

/** Removing looks for one match at one end, replacing for one at every place. */
function limitOf(operation: Operation, pattern: Pattern): number {
  return operation.kind === "remove" ? pattern.limitAtEnd : pattern.limit;
}

/** In an empty text, bash looks for few patterns only. */
function matchesNothing(pattern: string, which: Replaced): boolean {
  if (pattern === "" || pattern.startsWith("*")) return true;
  return which === "end" && /^[?!]\(/.test(pattern);
}

function hasExtglob(run: Run): boolean {
  return isBash(run) && run.context.state.shoptOptions.has("extglob");
}

function isBash(run: Run): boolean {
  return run.context.state.dialect === "bash";
}

function patternText(parts: readonly Part[], run: Run): VariableValue {
  const withTildes = expandTildes(parts, "word", run);
  return joinPattern(expandParts(withTildes, { isQuoted: false, isSplit: false }, run));
}

function forEach(
  value: ParameterValue,
  change: (element: VariableValue) => VariableValue,
): ParameterValue {
  const elements = value.elements.map((element) =>
    element.unknown === undefined ? change(element) : element,
  );
  return { ...value, elements };
}
