import { type SuspendTerminal, useApp, useInput, usePaste, useWindowSize } from "ink";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { readKeys } from "../key-press.ts";
import { ReviewScreen } from "./ReviewScreen.tsx";
import type { ReviewStore } from "./store.ts";

/** What whoever carries out intents needs of the running screen. */
export interface ScreenHandle {
  readonly suspendTerminal: SuspendTerminal;
  exit(): void;
}

/** The review screen tied to a terminal: keys and sizes go into the store, states come out. */
export function ReviewApp({
  store,
  onReady,
  now,
}: {
  readonly store: ReviewStore;
  readonly onReady: (handle: ScreenHandle) => void;
  readonly now: () => number;
}): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const { suspendTerminal, exit } = useApp();
  const { columns, rows } = useWindowSize();
  useEffect(() => onReady({ suspendTerminal, exit }), [onReady, suspendTerminal, exit]);
  useEffect(() => store.dispatch({ kind: "resized", columns, rows }), [store, columns, rows]);
  usePaste((text) => store.dispatch({ kind: "paste", text }));
  useInput((input, key) => {
    for (const press of readKeys(input, key, now())) store.dispatch({ kind: "key", press });
  });
  return <ReviewScreen state={state} />;
}
