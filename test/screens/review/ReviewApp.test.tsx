import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { cleanup, render } from "ink-testing-library";
import { ReviewApp } from "../../../src/screens/review/ReviewApp.tsx";
import { type Intent, initialState } from "../../../src/screens/review/state.ts";
import { makeReviewStore } from "../../../src/screens/review/store.ts";
import { caution, look, seen, setting } from "../states.ts";

afterEach(cleanup);

function open() {
  const intents: Intent[] = [];
  const store = makeReviewStore(initialState(setting, look), (intent) => intents.push(intent));
  let time = 0;
  const now = () => (time += 1000);
  const app = render(<ReviewApp store={store} onReady={() => undefined} now={now} />);
  return { app, store, intents };
}

/** Ink takes keys in its effects, and an Escape only once nothing follows it. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

test("keys typed on a terminal become a line, a review, a question and a run", async () => {
  const { app, store, intents } = open();
  await settle();
  app.stdin.write("rm -rf docs");
  await settle();
  assert.deepEqual(intents, [{ kind: "review", line: "rm -rf docs" }]);
  store.dispatch(seen(caution));
  app.stdin.write("\r");
  await settle();
  assert.match(app.lastFrame() ?? "", /Run it\?/);
  app.stdin.write("y");
  await settle();
  assert.deepEqual(intents.at(-1), { kind: "run", review: caution });
});

test("arrows, Esc and Ctrl-C arrive as what they are", async () => {
  const { app, store, intents } = open();
  await settle();
  app.stdin.write("ab");
  app.stdin.write("\u001b[D");
  app.stdin.write("c");
  await settle();
  assert.equal(store.getState().input.text, "acb");
  app.stdin.write("\u001b");
  await settle();
  assert.equal(store.getState().input.text, "");
  app.stdin.write("\u0003");
  await settle();
  assert.deepEqual(intents.at(-1), { kind: "quit" });
});

test("a paste in brackets is text, whatever is in it", async () => {
  const { app, store } = open();
  await settle();
  app.stdin.write("\u001b[200~rm -rf docs\ry\r\u001b[201~");
  await settle();
  assert.equal(store.getState().input.text, "rm -rf docs\ny");
});
