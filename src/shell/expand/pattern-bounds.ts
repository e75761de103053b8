import type { Element } from "./pattern.ts";

/** The most characters that a match can take. */
export function longestMatch(elements: readonly Element[]): number {
  let length = 0;
  for (const element of elements) length += longestOf(element);
  return length;
}

function longestOf(element: Element): number {
  if (element.kind === "star") return Number.POSITIVE_INFINITY;
  if (element.kind !== "group") return 1;
  if (element.operator !== "?" && element.operator !== "@") return Number.POSITIVE_INFINITY;
  return Math.max(...element.alternatives.map(longestMatch));
}

/** Whether a match can be empty, or can begin with the character; false is certain. */
export function canBegin(elements: readonly Element[], character: string | undefined): boolean {
  for (const element of elements) {
    if (element.kind === "star" || (element.kind === "group" && element.operator === "!")) {
      return true;
    }
    if (element.kind !== "group") return character !== undefined && takes(element, character);
    if (element.alternatives.some((alternative) => canBegin(alternative, character))) return true;
    if (element.operator === "@" || element.operator === "+") return false;
  }
  return true;
}

/** Whether an element that stands for one character takes this one. */
export function takes(element: Element, character: string): boolean {
  if (element.kind === "character") {
    return element.value === character || element.other === character;
  }
  if (element.kind === "set") return element.matches(character);
  return element.kind === "any";
}
