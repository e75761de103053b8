import { beside, emptyLine, type Line, token } from "../text/tokens.ts";
import { type Binding, bindings, type Place } from "./keys.ts";
import type { ReviewState } from "./state.ts";

const places: readonly (readonly [Place, string])[] = [
  ["home", "While the line is empty"],
  ["line", "While you type"],
  ["review", "After Tab, in the review"],
  ["yes", "When it asks y or n"],
  ["type", "When it asks you to type what would be lost"],
  ["list", "In lists and in this help"],
];

const purpose =
  "A line you type is foreseen on this very machine: what it would change, why that matters, what \
to do instead, and whether it can be undone. Looking runs nothing. Each line runs in a shell of its \
own: cd and variables last for that line.";

const editing =
  "Editing: arrows, Home, End, Ctrl-A, Ctrl-E, Ctrl-W and Alt-Backspace (a word), Ctrl-U, Ctrl-K, \
Alt-B, Alt-F. A line that begins with u, q or ? : type a space first.";

/** This screen's help: what it is for and every key, made from the table of keys. */
export function helpLines(_state: ReviewState, width: number): readonly Line[] {
  const lead = [token("    ")];
  return [
    ...beside(lead, purpose, width),
    ...places.flatMap(([place, title]) => [
      emptyLine,
      [token(`    ${title}`, "strong")],
      ...keysOf(place).flatMap(({ shown, label }) =>
        beside([token(`    ${shown.padEnd(11)}`, "key")], label, width),
      ),
    ]),
    emptyLine,
    ...beside(lead, editing, width),
  ];
}

/** One row for each key and meaning: keys that are written alike are one. */
function keysOf(place: Place): readonly Binding[] {
  const rows = new Map<string, Binding>();
  for (const binding of bindings) {
    if (binding.places.includes(place)) rows.set(`${binding.shown} ${binding.label}`, binding);
  }
  return [...rows.values()];
}
