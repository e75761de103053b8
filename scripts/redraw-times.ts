import { render } from "ink-testing-library";
import { createElement } from "react";
import type { FoundPackage } from "../src/domain/packages.ts";
import { App } from "../src/screens/app/App.tsx";
import { knownPage } from "../src/screens/app/known-page.ts";
import { makeCatalogue } from "../src/screens/app/pages.ts";
import { beginApp, makeAppStore } from "../src/screens/app/store.ts";
import { installPage } from "../src/screens/install/packages-page.ts";

const look = { columns: 80, rows: 24, hasColour: true, hasLines: true, isAscii: false };
const setting = {
  user: "ann",
  hostName: "bench",
  directory: "/home/ann",
  level: "novice",
  isRoot: false,
} as const;

/** Milliseconds from a key to the frame that it leads to, in a list of `length` packages. */
export async function timeRedraws(length: number, rounds: number): Promise<readonly number[]> {
  const catalogue = makeCatalogue([knownPage(installPage)], [], "install");
  const first = beginApp({ catalogue, look, setting, page: "install" });
  const store = makeAppStore(first, () => undefined);
  const query = { kind: "search", text: "" } as const;
  const found = Array.from({ length }, (_, at) => makePackage(at));
  const result = { kind: "search", found, total: length, among: length } as const;
  store.dispatch({ kind: "answer", id: 1, query, result, isLast: true, time: 0 });
  const clock = { now: () => performance.now(), date: () => Date.now() };
  const app = render(createElement(App, { store, onReady: () => undefined, clock }));
  await pause(100);
  const times: number[] = [];
  for (let round = -20; round < rounds; round += 1) {
    const before = app.frames.length;
    const started = performance.now();
    // Down and up in turn; every key leads to another frame.
    app.stdin.write(round % 2 === 0 ? "\u001b[B" : "\u001b[A");
    while (app.frames.length === before) await new Promise((resolve) => setImmediate(resolve));
    if (round >= 0) times.push(performance.now() - started);
    await pause(2);
  }
  app.unmount();
  return times;
}

function makePackage(at: number): FoundPackage {
  return {
    name: `package-${at}`,
    summary: `what the package of number ${at} is good for on this machine`,
    isInstalled: at % 7 === 0,
    origin: "Debian",
    trust: "signed",
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
