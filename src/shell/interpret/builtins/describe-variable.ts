import { sortKeys } from "../../expand/array-order.ts";
import { quoteElement, quoteKey } from "../../expand/quote.ts";
import type { Variable } from "../../state.ts";

/** `declare -x name="value"` as `declare -p` shows it. */
export function describeDeclaration(name: string, variable: Variable): string {
  const letters = describeAttributes(variable);
  const start = `declare -${letters === "" ? "-" : letters} ${name}`;
  if (variable.kind !== "plain") {
    return variable.values.size === 0
      ? `${start}=()\n`
      : `${start}=${describeElements(variable)}\n`;
  }
  const value = variable.values.get("0");
  return value === undefined ? `${start}\n` : `${start}=${quoteElement(value.text)}\n`;
}

function describeAttributes(variable: Variable): string {
  const { kind, letterCase } = variable;
  const flags: readonly (readonly [unknown, string])[] = [
    [kind === "indexed", "a"],
    [kind === "associative", "A"],
    [variable.isInteger, "i"],
    [variable.isReference, "n"],
    [variable.isReadOnly, "r"],
    [variable.isExported, "x"],
    [letterCase === "lower", "l"],
    [letterCase === "upper", "u"],
  ];
  return flags
    .filter(([isOn]) => isOn === true)
    .map(([, letter]) => letter)
    .join("");
}

function describeElements(variable: Variable): string {
  const elements = sortKeys(variable).map((key) => {
    const shown = variable.kind === "associative" ? quoteKey(key) : key;
    return `[${shown}]=${quoteElement(variable.values.get(key)?.text ?? "")}`;
  });
  // An associative array has a blank behind its last element.
  const end = variable.kind === "associative" && elements.length > 0 ? " " : "";
  return `(${elements.join(" ")}${end})`;
}

/** Why a variable cannot be shown as it would be. */
export function unknownReason(variable: Variable): string | undefined {
  for (const value of variable.values.values())
    if (value.unknown !== undefined) return value.unknown;
  return undefined;
}
