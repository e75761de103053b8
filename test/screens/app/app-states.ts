import { knownPage } from "../../../src/screens/app/known-page.ts";
import type { PageArgument } from "../../../src/screens/app/page.ts";
import { makeCatalogue } from "../../../src/screens/app/pages.ts";
import { reduceApp } from "../../../src/screens/app/reduce.ts";
import type { AppEvent, AppIntent, AppState } from "../../../src/screens/app/state.ts";
import { beginApp } from "../../../src/screens/app/store.ts";
import type { Look } from "../../../src/screens/look.ts";
import { look, setting } from "../states.ts";
import { kitchenSink, plainPage } from "./kitchen-sink.ts";

export const testCatalogue = makeCatalogue(
  [knownPage(plainPage), knownPage(kitchenSink)],
  [
    {
      title: "Long sink",
      purpose: "The sink with very many rows",
      synonyms: ["sixty thousand"],
      page: "sink",
      argument: { value: 60_000 },
    },
  ],
  "plain",
);

export function begin(page: string, argument: PageArgument = {}, on: Look = look) {
  return beginApp({ catalogue: testCatalogue, look: on, setting, page, argument });
}

/** The app after some keys or events, and what the last of them wanted. */
export function afterEvents(
  state: AppState,
  ...events: readonly (string | AppEvent)[]
): { readonly state: AppState; readonly intents: readonly AppIntent[] } {
  let now: { state: AppState; intents: readonly AppIntent[] } = { state, intents: [] };
  events.forEach((event, at) => {
    now = reduceApp(now.state, typeof event === "string" ? keyEvent(event, at) : event);
  });
  return now;
}

function keyEvent(name: string, at: number): AppEvent {
  const isText = name.length === 1;
  return {
    kind: "key",
    press: { name, time: (at + 1) * 1000, ...(isText ? { text: name } : {}) },
  };
}
