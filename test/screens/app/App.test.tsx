import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { cleanup, render } from "ink-testing-library";
import { App } from "../../../src/screens/app/App.tsx";
import { knownPage } from "../../../src/screens/app/known-page.ts";
import { makeCatalogue } from "../../../src/screens/app/pages.ts";
import type { Query } from "../../../src/screens/app/query.ts";
import type { AppIntent } from "../../../src/screens/app/state.ts";
import { beginApp, makeAppStore } from "../../../src/screens/app/store.ts";
import { commandPage } from "../../../src/screens/review/command-page.ts";
import { caution, look, setting } from "../states.ts";

afterEach(cleanup);

const catalogue = makeCatalogue([knownPage(commandPage)], [], "command");

function open() {
  const intents: AppIntent[] = [];
  const first = beginApp({ catalogue, look, setting, page: "command" });
  const store = makeAppStore(first, (intent) => intents.push(intent));
  let time = 0;
  const clock = { now: () => (time += 1000), date: () => 0 };
  const app = render(<App store={store} onReady={() => undefined} clock={clock} />);
  return { app, store, intents };
}

const asked = (query: Query): AppIntent => ({ kind: "ask", id: 1, query });

/** Ink takes keys in its effects, and an Escape only once nothing follows it. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

test("keys typed on a terminal become a line, a review, a question and a run", async () => {
  const { app, store, intents } = open();
  await settle();
  app.stdin.write("rm -rf docs");
  await settle();
  const query = { kind: "foresee-line", line: "rm -rf docs" } as const;
  assert.deepEqual(intents, [
    asked({ kind: "history" }),
    asked({ kind: "foresee-line", line: "" }),
    asked(query),
  ]);
  const outcome = { kind: "review", review: caution, isPartial: false } as const;
  const result = { kind: "line", outcome } as const;
  store.dispatch({ kind: "answer", id: 1, query, result, isLast: true, time: 500 });
  app.stdin.write("\r");
  await settle();
  assert.match(app.lastFrame() ?? "", /Run it\?/);
  app.stdin.write("y");
  await settle();
  assert.deepEqual(intents.at(-1), asked({ kind: "run-line", review: caution }));
});

test("arrows, Esc and Ctrl-C arrive as what they are", async () => {
  const { app, intents } = open();
  await settle();
  app.stdin.write("ab");
  app.stdin.write("\u001b[D");
  app.stdin.write("c");
  await settle();
  assert.match(app.lastFrame() ?? "", / > acb/);
  app.stdin.write("\u001b");
  await settle();
  assert.doesNotMatch(app.lastFrame() ?? "", /acb/);
  app.stdin.write("\u0003");
  await settle();
  assert.deepEqual(intents.at(-1), { kind: "quit" });
});

test("a paste in brackets is text, whatever is in it", async () => {
  const { app } = open();
  await settle();
  app.stdin.write("\u001b[200~rm -rf docs\ry\r\u001b[201~");
  await settle();
  assert.match(app.lastFrame() ?? "", / > rm -rf docs\\ny/);
});

test("time comes to a page on which something moves, and to no other", async () => {
  const { store } = open();
  const before = store.getState();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal(store.getState(), before);
});
