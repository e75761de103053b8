import assert from "node:assert/strict";
import { test } from "node:test";
import { updatePage } from "../../../src/screens/update/update-page.ts";
import { PageDriver } from "../page-driver.tsx";
import { makeChange } from "../plans.ts";

const changes = [
  makeChange("zsh", { action: "upgrade", before: "1" }),
  makeChange("openssl", { action: "upgrade", before: "1", isSecurity: true }),
  makeChange("bash", { action: "upgrade", before: "1" }),
];

function waiting(): PageDriver {
  const page = new PageDriver(updatePage);
  return page.answer({ kind: "updates" }, { kind: "updates", changes, keptBack: [] });
}

const answersOf = (page: PageDriver) =>
  page.press("enter").intents.map((intent) => {
    assert.equal(intent.kind, "open");
    const value = intent.kind === "open" ? intent.argument?.value : undefined;
    return (value as { answers: unknown }).answers;
  });

test("security comes first, and all are chosen to begin with", () => {
  const names = waiting()
    .rows()
    .flatMap((row) => /\[x\] (\w+)/.exec(row)?.[1] ?? []);
  assert.deepEqual(names, ["openssl", "bash", "zsh"]);
  assert.deepEqual(answersOf(waiting()), [{ scope: "all" }]);
});

test("security only, and single ones", () => {
  assert.deepEqual(answersOf(waiting().press("s")), [{ scope: "security" }]);
  assert.deepEqual(answersOf(waiting().press("down", " ")), [
    { scope: "chosen", packages: ["openssl", "zsh"] },
  ]);
});

test("what was asked for beforehand is still chosen when one comes back from its plan", () => {
  for (const answers of [{ scope: "security" }, { scope: "chosen", packages: ["bash"] }]) {
    const page = new PageDriver(updatePage, { answers });
    page.answer({ kind: "updates" }, { kind: "updates", changes, keptBack: [] });
    assert.deepEqual(answersOf(page), [answers]);
  }
});

test("nothing chosen is no plan; a chooses all again", () => {
  const page = waiting().press("a");
  assert.deepEqual(page.press("enter").intents, []);
  assert.deepEqual(answersOf(page.press("a")), [{ scope: "all" }]);
});

test("a choice stands when the list is looked at again", () => {
  const page = waiting().press("s").happen({ kind: "shown" });
  assert.deepEqual(page.asked(), [{ kind: "updates" }]);
  page.answer({ kind: "updates" }, { kind: "updates", changes: changes.slice(0, 2), keptBack: [] });
  assert.deepEqual(answersOf(page), [{ scope: "security" }]);
});

test("the changes of the row under the cursor are asked for", () => {
  const page = waiting().press("c");
  assert.deepEqual(page.asked(), [{ kind: "changelog", name: "openssl" }]);
  page.answer({ kind: "changelog", name: "bash" }, { kind: "changelog", text: "of another" });
  assert.match(page.text(), /reading/);
});

test("a filter narrows what is shown, not what is chosen", () => {
  const page = waiting().press("/").type("zsh");
  assert.equal(page.isTyping(), true);
  page.press("enter", " ");
  assert.deepEqual(answersOf(page), [{ scope: "chosen", packages: ["openssl", "bash"] }]);
});

test("lists that were never fetched are no proof that nothing is new", () => {
  const none = { kind: "updates", changes: [], keptBack: [] } as const;
  const page = new PageDriver(updatePage).answer({ kind: "updates" }, none);
  assert.match(page.text(), /no updates are known/);
  assert.match(page.text(), /were never fetched; r fetches them/);
  const fresh = new PageDriver(updatePage).answer({ kind: "updates" }, { ...none, listsAge: 60 });
  assert.match(fresh.text(), /as new as the lists here know/);
  assert.doesNotMatch(fresh.text(), /never fetched/);
});
