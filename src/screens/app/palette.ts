import type { Look } from "../look.ts";
import { backKey } from "../parts/key-bar.ts";
import { cut } from "../text/cells.ts";
import { type Line, shown, token } from "../text/tokens.ts";
import { drawnSize } from "./layout.ts";
import { lazyLines } from "./lines.ts";
import type { PageView } from "./page.ts";
import type { AppState, Destination, Overlay } from "./state.ts";

type Palette = Extract<Overlay, { readonly kind: "palette" }>;

/** Columns of the titles: the longest has as many. */
const titleWidth = 29;

/** The destinations that the typed words fit, the best first. */
export function findDestinations({ catalogue }: AppState, text: string): readonly Destination[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue.destinations
    .map((destination, at) => ({ destination, at, rank: rankOf(destination, words) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || one.at - other.at)
    .map(({ destination }) => destination);
}

/** Lower is better; undefined when a word is found nowhere. */
function rankOf(destination: Destination, words: readonly string[]): number | undefined {
  let rank = 0;
  for (const word of words) {
    const found = placesOf(destination).findIndex((text) => hasWord(text, word));
    if (found < 0) return undefined;
    rank += found;
  }
  return rank;
}

function placesOf({ title, synonyms, purpose }: Destination): readonly string[] {
  return [title.toLowerCase(), synonyms.join(" ").toLowerCase(), purpose.toLowerCase()];
}

/** People type beginnings. */
function hasWord(text: string, beginning: string): boolean {
  return ` ${text}`.includes(` ${beginning}`);
}

export function paletteView(state: AppState, palette: Palette, look: Look): PageView {
  const found = findDestinations(state, palette.input.text);
  const at = Math.min(palette.at, Math.max(0, found.length - 1));
  const { width } = drawnSize(look);
  const nothing: Line = [token("    nothing is called that; fewer letters find more", "dim")];
  return {
    title: token("Go to", "strong"),
    right: [token(`${found.length} of ${state.catalogue.destinations.length}`, "dim")],
    field: { input: palette.input, sign: ":" },
    body:
      found.length === 0
        ? [nothing]
        : lazyLines(found.length, (index) => rowOf(found[index], index === at, look, width)),
    ...(found.length === 0 ? {} : { selected: at }),
    keys: [{ shown: "up/down", label: "choose" }, { shown: "Enter", label: "open" }, backKey],
  };
}

function rowOf(
  destination: Destination | undefined,
  isSelected: boolean,
  look: Look,
  width: number,
): Line {
  if (destination === undefined) return [];
  const { title, purpose } = destination;
  const name = cut(shown(title, look), titleWidth).padEnd(titleWidth);
  const room = width - titleWidth - 5;
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(name, isSelected ? "strong" : "plain"),
    token(`  ${cut(shown(purpose, look), Math.max(0, room))}`, "dim"),
  ];
}
