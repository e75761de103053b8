import type { ReviewEvent } from "./events.ts";
import { reduce } from "./reduce.ts";
import type { Intent, ReviewState } from "./state.ts";

/** The screen's state, and the way in for everything that happens to it. */
export interface ReviewStore {
  getState(): ReviewState;
  dispatch(event: ReviewEvent): void;
  subscribe(listener: () => void): () => void;
}

/** Keeps the state; what the screen wants done goes to `onIntent` once the state is set. */
export function makeReviewStore(
  initial: ReviewState,
  onIntent: (intent: Intent) => void,
): ReviewStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch: (event) => {
      const step = reduce(state, event);
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
