import { type Instance, render } from "ink";
import { ReviewApp, type ScreenHandle } from "./ReviewApp.tsx";
import type { ReviewStore } from "./store.ts";

/** Shows the review screen on this terminal until whoever carries out its intents ends it. */
export function openReviewScreen(
  store: ReviewStore,
  onReady: (handle: ScreenHandle) => void,
  now: () => number,
): Instance {
  return render(<ReviewApp store={store} onReady={onReady} now={now} />, {
    alternateScreen: true,
    incrementalRendering: true,
    // The caller looked for a terminal; Ink would also look for CI in the environment.
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
}
