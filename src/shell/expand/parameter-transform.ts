import type { Variable, VariableValue } from "../state.ts";
import { decodeAnsiC } from "./ansi-c.ts";
import { changeCase } from "./change-case.ts";
import { expandParts } from "./expand-parts.ts";
import { fail } from "./failures.ts";
import { textForm } from "./locale.ts";
import type { ParameterValue } from "./parameter-value.ts";
import type { ParameterPart } from "./parts.ts";
import { quoteElement, quoteKey, quoteValue } from "./quote.ts";
import { scanWord } from "./scan-word.ts";
import { joinSegments, type Run } from "./segments.ts";
import { makeSubstitutions } from "./substitutions.ts";

/** `${x@Q}` and the other letters. */
export function transform(
  value: ParameterValue,
  letter: string,
  part: ParameterPart,
  isQuoted: boolean,
  run: Run,
): ParameterValue {
  if (!"QEPAaKkUuL".includes(letter)) fail(run, `${part.written}: bad substitution`);
  if (!value.isSet && value.spread !== "none") return value;
  if (letter === "A") return describeAssignment(value);
  if (letter === "a") return describeAttributes(value);
  if ((letter === "K" || letter === "k") && value.spread !== "none") {
    return describePairs(value, letter, isQuoted);
  }
  if (!value.isSet) return value;
  const form = textForm(run.context.state);
  return each(value, (text) => form.gather(changeText(form.spread(text), letter, run)));
}

function each(value: ParameterValue, change: (text: string) => string): ParameterValue {
  const elements = value.elements.map((element) =>
    element.unknown === undefined ? { text: change(element.text) } : element,
  );
  return { ...value, elements };
}

function changeText(text: string, letter: string, run: Run): string {
  switch (letter) {
    case "E":
      return decodeAnsiC(text);
    case "P":
      return expandPrompt(text, run);
    case "U":
      return changeCase(text, "upper", true, undefined);
    case "u":
      return changeCase(text, "upper", false, undefined);
    case "L":
      return changeCase(text, "lower", true, undefined);
    default:
      return quoteValue(text);
  }
}

/** A prompt without backslashes is expanded as if in double quotes. */
function expandPrompt(text: string, run: Run): string {
  if (text.includes("\\")) return text;
  const parts = scanWord(text, makeSubstitutions(undefined), "bash", "document");
  return joinSegments(expandParts(parts, { isQuoted: true, isSplit: false }, run)).text;
}

function describeAttributes(value: ParameterValue): ParameterValue {
  const letters = attributes(value.variable);
  return value.spread === "none" ? replaceWith(value, [letters]) : each(value, () => letters);
}

function attributes(variable: Variable | undefined): string {
  if (variable === undefined) return "";
  const letters = { plain: "", indexed: "a", associative: "A" }[variable.kind];
  const flags = [
    variable.isInteger === true ? "i" : "",
    variable.isReadOnly === true ? "r" : "",
    variable.isExported === true ? "x" : "",
  ];
  return letters + flags.join("");
}

/** A command that would make the variable anew. */
function describeAssignment(value: ParameterValue): ParameterValue {
  const { variable, name } = value;
  if (name === "@" || name === "*") return describePositional(value);
  if (variable === undefined) return { ...value, elements: [], isSet: false };
  const letters = attributes(variable);
  const assigned = assignedText(value);
  if (letters === "") return replaceWith(value, assigned === undefined ? [] : [assigned]);
  const words = ["declare", `-${letters}`, assigned ?? name];
  return replaceWith(value, value.spread === "none" ? [words.join(" ")] : words);
}

function assignedText(value: ParameterValue): string | undefined {
  const { name, elements, keys = [] } = value;
  if (value.spread === "none" || value.variable?.kind === "plain") {
    const [element] = elements;
    return element === undefined ? undefined : `${name}=${quoteValue(element.text)}`;
  }
  const pairs = keys.map(
    (key, index) => `[${quoteKey(key)}]=${quoteElement(elements[index]?.text ?? "")}`,
  );
  const tail = value.variable?.kind === "associative" && pairs.length > 0 ? " " : "";
  return `${name}=(${pairs.join(" ")}${tail})`;
}

function describePositional(value: ParameterValue): ParameterValue {
  const words = value.elements.map((element) => quoteValue(element.text));
  return replaceWith(value, ["set", "--", ...words]);
}

function replaceWith(value: ParameterValue, texts: readonly string[]): ParameterValue {
  const elements: readonly VariableValue[] = texts.map((text) => ({ text }));
  return { ...value, elements, isSet: elements.length > 0 };
}

/** Keys and values: quoted in one text for `K`, each a word of its own for `k`. */
function describePairs(value: ParameterValue, letter: string, isQuoted: boolean): ParameterValue {
  const keys = value.keys ?? value.elements.map((_, index) => String(index + 1));
  const pairs = value.elements.flatMap((element, index): readonly string[] => {
    const key = keys[index] ?? "";
    return letter === "k" ? [key, element.text] : [quoteKey(key), quoteElement(element.text)];
  });
  if (letter === "k" || !isQuoted) return replaceWith(value, pairs);
  const tail = value.variable?.kind === "associative" && pairs.length > 0 ? " " : "";
  return replaceWith(value, [pairs.join(" ") + tail]);
}
