import type { KeyPress } from "../key-press.ts";
import { editText, emptyInput, type TextInput } from "./text-input.ts";

/** A list narrowed by `/`: what is typed, and whether letters go there now. */
export interface Filter {
  readonly input: TextInput;
  readonly isOpen: boolean;
}

export const noFilter: Filter = { input: emptyInput, isOpen: false };

/** The filter after a key; undefined for a key that is none of its business. */
export function pressFilter(filter: Filter, press: KeyPress): Filter | undefined {
  if (!filter.isOpen) {
    if (press.name === "/") return { ...filter, isOpen: true };
    if (press.name === "escape" && filter.input.text !== "") return noFilter;
    return undefined;
  }
  if (press.name === "escape") return noFilter;
  if (press.name === "enter" || press.name === "tab") return { ...filter, isOpen: false };
  const input = editText(filter.input, press);
  return input === undefined ? undefined : { ...filter, input };
}

/** Whether a row with these words is among what is looked for: every word typed is in it. */
export function fitsFilter({ input }: Filter, ...texts: readonly string[]): boolean {
  const words = input.text.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = texts.join(" ").toLowerCase();
  return words.every((word) => whole.includes(word));
}

/** The field to show; none while nothing is looked for. */
export function filterField(filter: Filter) {
  if (!filter.isOpen && filter.input.text === "") return {};
  return { field: { input: filter.input, sign: "/", isIdle: !filter.isOpen } };
}
