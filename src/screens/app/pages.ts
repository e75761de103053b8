import { menuPage } from "../menu/menu-page.ts";
import { commandPage } from "../review/command-page.ts";
import { type KnownPage, knownPage } from "./known-page.ts";
import type { Catalogue, Destination } from "./state.ts";

/** Every page there is, in the order of the palette: a new page is one more line here. */
const pages: readonly KnownPage[] = [knownPage(menuPage), knownPage(commandPage)];

/** Ways to a page with something filled in already. */
const more: readonly Destination[] = [];

/** What the app can open. */
export const catalogue: Catalogue = makeCatalogue(pages, more, "home");

export function makeCatalogue(
  known: readonly KnownPage[],
  further: readonly Destination[],
  home: string,
): Catalogue {
  const own = known
    .filter(({ isInner }) => !isInner)
    .map(({ title, purpose, synonyms, name }) => ({ title, purpose, synonyms, page: name }));
  return { pages: known, destinations: [...own, ...further], home };
}
