import { type SuspendTerminal, useApp, useInput, usePaste, useWindowSize } from "ink";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { readKeys } from "../key-press.ts";
import { PageScreen } from "./PageScreen.tsx";
import { topPage } from "./stack.ts";
import type { AppStore } from "./store.ts";
import { shownBy } from "./view.ts";

/** What whoever carries out intents needs of the running screen. */
export interface ScreenHandle {
  readonly suspendTerminal: SuspendTerminal;
  exit(): void;
}

/** Tells the time: the monotonic one of keys, and the calendar's. */
export interface Clock {
  now(): number;
  date(): number;
}

/** Milliseconds between two ticks, for pages on which something moves by itself. */
const tickTime = 1000;

/** The app tied to a terminal: keys, sizes and time go into the store, pages come out. */
export function App({
  store,
  onReady,
  clock,
}: {
  readonly store: AppStore;
  readonly onReady: (handle: ScreenHandle) => void;
  readonly clock: Clock;
}): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const { suspendTerminal, exit } = useApp();
  const { columns, rows } = useWindowSize();
  useEffect(() => onReady({ suspendTerminal, exit }), [onReady, suspendTerminal, exit]);
  useEffect(() => {
    const { look } = store.getState();
    if (look.columns === columns && look.rows === rows) return;
    store.dispatch({ kind: "resized", columns, rows });
  }, [store, columns, rows]);
  const isTicking = topPage(state)?.open.wantsTicks() === true;
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(
      () => store.dispatch({ kind: "tick", time: clock.now(), date: clock.date() }),
      tickTime,
    );
    return () => clearInterval(timer);
  }, [isTicking, store, clock]);
  usePaste((text) => store.dispatch({ kind: "paste", text }));
  useInput((input, key) => {
    for (const press of readKeys(input, key, clock.now())) store.dispatch({ kind: "key", press });
  });
  const seen = shownBy(state);
  return seen === undefined ? null : <PageScreen {...seen} />;
}
