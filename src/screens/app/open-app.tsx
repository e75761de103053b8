import { type Instance, render } from "ink";
import { App, type Clock, type ScreenHandle } from "./App.tsx";
import type { AppStore } from "./store.ts";

/** Shows the app on this terminal until whoever carries out its intents ends it. */
export function openApp(
  store: AppStore,
  onReady: (handle: ScreenHandle) => void,
  clock: Clock,
): Instance {
  return render(<App store={store} onReady={onReady} clock={clock} />, {
    alternateScreen: true,
    incrementalRendering: true,
    // The caller looked for a terminal; Ink would also look for CI in the environment.
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
}
