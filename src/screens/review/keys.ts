import { alternativesOf } from "../../domain/review.ts";
import type { KeyPress } from "../key-press.ts";
import type { BarKey } from "../parts/key-bar.ts";
import { currentReview, type ReviewState, undoable } from "./state.ts";

/** Where a key means something. */
export type Place = "home" | "line" | "review" | "yes" | "type" | "refused" | "list";

export type Action =
  | "run"
  | "inspect"
  | "back"
  | "clear"
  | "confirm"
  | "decline"
  | "submit"
  | "choose"
  | "effects"
  | "paths"
  | "help"
  | "undo"
  | "earlier"
  | "later"
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "suspend"
  | "leave"
  | "quit";

/** One row of the table that keys, key bar and help are all made from. */
export interface Binding {
  readonly action: Action;
  readonly places: readonly Place[];
  /** Names of keys, as KeyPress has them; `1-9` stands for the digits. */
  readonly keys: readonly string[];
  /** The key as it is written for people. */
  readonly shown: string;
  readonly label: string;
  /** Told by the help only, not in the key bar. */
  readonly isQuiet?: boolean;
}

const reading: readonly Place[] = ["review", "yes", "type", "refused"];

/** In the order of the key bar: what matters most stands first and is cut last. */
export const bindings: readonly Binding[] = [
  { action: "run", places: ["line"], keys: ["enter"], shown: "Enter", label: "run" },
  { action: "run", places: ["review"], keys: ["enter"], shown: "Enter", label: "run" },
  { action: "confirm", places: ["yes"], keys: ["y"], shown: "y", label: "run" },
  {
    action: "decline",
    places: ["yes"],
    keys: ["n", "enter"],
    shown: "n",
    label: "don't (default)",
  },
  { action: "submit", places: ["type"], keys: ["enter"], shown: "Enter", label: "go on" },
  { action: "choose", places: reading, keys: ["1-9"], shown: "1", label: "use that line" },
  { action: "inspect", places: ["line"], keys: ["tab"], shown: "Tab", label: "look closer" },
  { action: "undo", places: ["home"], keys: ["u"], shown: "u", label: "undo" },
  { action: "effects", places: reading, keys: ["e"], shown: "e", label: "effects" },
  { action: "paths", places: reading, keys: ["p"], shown: "p", label: "paths" },
  { action: "clear", places: ["line"], keys: ["escape"], shown: "Esc", label: "clear" },
  { action: "back", places: ["refused"], keys: ["escape", "enter"], shown: "Esc", label: "back" },
  {
    action: "back",
    places: ["review", "list"],
    keys: ["escape", "tab"],
    shown: "Esc",
    label: "back",
  },
  {
    action: "back",
    places: ["yes", "type"],
    keys: ["escape"],
    shown: "Esc",
    label: "back",
  },
  {
    action: "later",
    places: ["home", "line"],
    keys: ["down", "ctrl+n"],
    shown: "Down",
    label: "later lines",
    isQuiet: true,
  },
  {
    action: "up",
    places: [...reading, "list"],
    keys: ["up", "k"],
    shown: "Up/Down",
    label: "scroll",
    isQuiet: true,
  },
  {
    action: "down",
    places: [...reading, "list"],
    keys: ["down", "j"],
    shown: "Up/Down",
    label: "scroll",
    isQuiet: true,
  },
  {
    action: "page-up",
    places: ["line", ...reading, "list"],
    keys: ["page-up"],
    shown: "PgUp/PgDn",
    label: "scroll by a page",
    isQuiet: true,
  },
  {
    action: "page-down",
    places: ["line", ...reading, "list"],
    keys: ["page-down"],
    shown: "PgUp/PgDn",
    label: "scroll by a page",
    isQuiet: true,
  },
  { action: "help", places: ["home", ...reading], keys: ["?"], shown: "?", label: "help" },
  { action: "help", places: ["line"], keys: ["function"], shown: "F1", label: "help" },
  { action: "leave", places: ["home"], keys: ["escape"], shown: "Esc", label: "back" },
  { action: "quit", places: ["home"], keys: ["q"], shown: "q", label: "quit" },
  {
    action: "earlier",
    places: ["home", "line"],
    keys: ["up", "ctrl+p"],
    shown: "Up",
    label: "earlier lines",
  },
  {
    action: "quit",
    places: ["review", "refused"],
    keys: ["q"],
    shown: "q",
    label: "quit",
    isQuiet: true,
  },
  {
    action: "quit",
    places: ["home", "line", ...reading, "list"],
    keys: ["ctrl+c"],
    shown: "Ctrl-C",
    label: "quit",
    isQuiet: true,
  },
  {
    action: "suspend",
    places: ["home", "line", ...reading, "list"],
    keys: ["ctrl+z"],
    shown: "Ctrl-Z",
    label: "to the shell; `fg` comes back",
    isQuiet: true,
  },
];

/** Where the person is; undefined while the terminal belongs to somebody else. */
function placeOf(state: ReviewState): Place | undefined {
  const { mode } = state;
  switch (mode.kind) {
    case "line":
      return state.input.text === "" ? "home" : "line";
    case "confirm":
      return currentReview(state)?.confirm === "type" ? "type" : "yes";
    case "busy":
      return undefined;
    default:
      return mode.kind;
  }
}

/** What a key means where the person is; undefined for text and keys without a meaning. */
export function findBinding(state: ReviewState, press: KeyPress): Binding | undefined {
  return bindingsFor(state).find((binding) => isKeyOf(binding, press));
}

/** The keys that mean something now. */
function bindingsFor(state: ReviewState): readonly Binding[] {
  const place = placeOf(state);
  if (place === undefined) return [];
  return bindings.filter(
    (binding) => binding.places.includes(place) && isPossible(binding, state, place),
  );
}

/** The keys of the key bar, with the numbers that there are. */
export function barKeys(state: ReviewState): readonly BarKey[] {
  const review = currentReview(state);
  const count = Math.min(9, review === undefined ? 0 : alternativesOf(review).length);
  return bindingsFor(state)
    .filter(({ isQuiet }) => isQuiet !== true)
    .map(({ action, shown, label }) => ({
      shown: action === "choose" && count > 1 ? `1-${count}` : shown,
      label,
      ...(action === "back" ? { isKept: true } : {}),
    }));
}

function isPossible(binding: Binding, state: ReviewState, place: Place): boolean {
  if (place === "type" && isTextKey(binding) && !isFreeToType(binding, state)) return false;
  const review = currentReview(state);
  switch (binding.action) {
    case "choose":
      return review !== undefined && alternativesOf(review).length > 0;
    case "effects":
      return review !== undefined && review.effects.length > 0;
    case "paths":
      return review?.findings.some(({ paths }) => paths.length > 0) === true;
    case "undo":
      return undoable(state) !== undefined;
    case "earlier":
      return state.recall.lines.length > state.recall.at + 1;
    case "run":
    case "inspect":
      return place !== "review" || review !== undefined;
    default:
      return true;
  }
}

/** Where words are typed, a letter is a key only as long as it cannot begin the words. */
function isFreeToType(binding: Binding, state: ReviewState): boolean {
  const { mode } = state;
  if (mode.kind !== "confirm" || mode.typed.text !== "") return false;
  const first = currentReview(state)?.confirmWords.charAt(0).toLowerCase() ?? "";
  return binding.keys.every((key) => (key === "1-9" ? !/\d/.test(first) : key !== first));
}

function isTextKey(binding: Binding): boolean {
  return binding.keys.some((key) => key.length === 1 || key === "1-9");
}

function isKeyOf(binding: Binding, press: KeyPress): boolean {
  if (binding.keys.includes(press.name)) return true;
  return binding.keys.includes("1-9") && /^[1-9]$/.test(press.name);
}
