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

test("a page of its own takes files back, those of a person's own plan too", () => {
  const own = makeEntry({ id: "3", plan: { id: "3", title: "Permissions", isRoot: false } });
  for (const entry of [line, own]) {
    assert.deepEqual(history(entry).press("u").intents, [
      { kind: "open", page: "undo", argument: { subject: entry.id } },
    ]);
    assert.deepEqual(history(entry).press("enter", "u").intents, [
      { kind: "open", page: "undo", argument: { subject: entry.id } },
    ]);
  }
});

test("what root did for a plan is taken back by a plan, all of it", () => {
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
    assert.deepEqual(history(entry).press("u").intents, []);
  }
});

test("a run can be looked at", () => {
  const [intent] = history(plan).press("o").intents;
  assert.equal(intent?.kind === "open" && intent.page, "applying");
});

test("an undo is called by what it takes back, a plan's by its title, to and fro", () => {
  const own = { id: "run-4", title: "Permissions of site", isRoot: false };
  const chmod = makeEntry({ id: "4", line: "chmod 644 site", plan: own, state: "undone" });
  const undo = makeEntry({ id: "5", line: "chmod 644 site", kind: "undo", of: "4" });
  const redo = makeEntry({ id: "6", line: "chmod 644 site", kind: "redo", of: "5" });
  const lost = makeEntry({ id: "7", line: "rm notes", kind: "undo", of: "gone" });
  const text = history(lost, redo, undo, chmod).text();
  assert.match(text, /undo of rm notes/);
  assert.match(text, /redo of Permissions of site/);
  assert.match(text, /undo of Permissions of site/);
  assert.doesNotMatch(text, /of chmod/);
});
