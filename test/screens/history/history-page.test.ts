import assert from "node:assert/strict";
import { test } from "node:test";
import type { HistoryEntry } from "../../../src/domain/history.ts";
import { historyPage } from "../../../src/screens/history/history-page.ts";
import { PageDriver } from "../page-driver.tsx";
import { makeEntry } from "../states.ts";

function history(...entries: readonly HistoryEntry[]): PageDriver {
  const page = new PageDriver(historyPage);
  return page.answer({ kind: "history" }, { kind: "history", entries });
}

const line = makeEntry({ id: "1" });
const plan = makeEntry({ id: "2", plan: { id: "run-2", title: "Install x", isRoot: true } });

test("files are brought back after a y, not after the key that asked", () => {
  const page = history(line).press("u");
  assert.deepEqual(page.press("u").asked(), []);
  assert.deepEqual(page.press("y").asked(), [{ kind: "undo", id: "1" }]);
  page.answer({ kind: "undo", id: "1" }, { kind: "undo", isRestored: true, messages: [] });
  assert.deepEqual(page.asked(), [{ kind: "history" }]);
  assert.match(page.text(), /taken back/);
});

test("n, Enter and Esc bring nothing back", () => {
  for (const key of ["n", "enter", "escape"]) {
    const page = history(line).press("u", key);
    assert.deepEqual(page.intents, []);
    assert.match(page.text(), /1 entry/);
  }
});

test("what a plan did is taken back by a plan, all of it", () => {
  const [intent] = history(plan).press("u").intents;
  assert.deepEqual(intent, {
    kind: "open",
    page: "plan",
    argument: { value: { kind: "undo", id: "run-2" } },
  });
});

test("what does not stand any more, or was not kept, is not asked about", () => {
  for (const entry of [
    makeEntry({ state: "undone" }),
    makeEntry({ undo: "none" }),
    makeEntry({ state: "keeping" }),
  ]) {
    assert.doesNotMatch(history(entry).press("u").text(), /Take it back/);
  }
});

test("a run can be looked at", () => {
  const [intent] = history(plan).press("o").intents;
  assert.equal(intent?.kind === "open" && intent.page, "applying");
});
