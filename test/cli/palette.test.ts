import assert from "node:assert/strict";
import { test } from "node:test";
import { tasks } from "../../src/cli/task-index.ts";
import { catalogue } from "../../src/screens/app/pages.ts";

test("the palette speaks of tasks in their own words, and only of such as ask nothing to type", async () => {
  const leading = catalogue.destinations.filter(({ page }) => page === "plan");
  assert.ok(leading.length > 0);
  for (const { title, purpose, synonyms, argument } of leading) {
    const task = await tasks[argument?.subject ?? ""]?.();
    assert.deepEqual(
      { title, purpose, synonyms },
      {
        title: task?.title,
        purpose: task?.purpose,
        synonyms: task?.synonyms,
      },
    );
    // What is not preset can be chosen in the review.
    assert.ok(
      task?.questions.every(
        ({ preset, kind }) => preset !== undefined || kind === "choice" || kind === "names",
      ),
    );
  }
});

test("every page that the catalogue leads to is there", () => {
  const names = new Set(catalogue.pages.map(({ name }) => name));
  assert.equal(names.size, catalogue.pages.length);
  for (const { page } of catalogue.destinations) assert.ok(names.has(page), page);
  assert.ok(names.has(catalogue.home));
});
