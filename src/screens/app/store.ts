import type { Look } from "../look.ts";
import type { Setting } from "../review/state.ts";
import type { PageArgument } from "./page.ts";
import { reduceApp } from "./reduce.ts";
import { push } from "./stack.ts";
import type { AppEvent, AppIntent, AppState, AppStep, Catalogue } from "./state.ts";

/** The app's state, and the way in for everything that happens to it. */
export interface AppStore {
  getState(): AppState;
  dispatch(event: AppEvent): void;
  subscribe(listener: () => void): () => void;
}

/** What the app begins with. */
export interface Beginning {
  readonly catalogue: Catalogue;
  readonly look: Look;
  readonly setting: Setting;
  readonly page: string;
  readonly argument?: PageArgument;
}

/** The first page opened, and what it asks for. */
export function beginApp({ catalogue, look, setting, page, argument }: Beginning): AppStep {
  const state = { look, setting, catalogue, hasOtherLook: false, stack: [], nextId: 1 };
  return push(state, page, argument ?? {});
}

/** Keeps the state; what the app wants done goes to `onIntent` once the state is set. */
export function makeAppStore(
  { state: first, intents: firstIntents }: AppStep,
  onIntent: (intent: AppIntent) => void,
): AppStore {
  let state = first;
  const listeners = new Set<() => void>();
  // The first queries wait until whoever answers them knows the store.
  queueMicrotask(() => {
    for (const intent of firstIntents) onIntent(intent);
  });
  return {
    getState: () => state,
    dispatch: (event) => {
      const step = reduceApp(state, event);
      state = step.state;
      for (const listener of listeners) listener();
      for (const intent of step.intents) onIntent(intent);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
