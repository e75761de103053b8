import assert from "node:assert/strict";
import { test } from "node:test";
import type { FoundPackage } from "../../../src/domain/packages.ts";
import { installPage, removePage } from "../../../src/screens/install/packages-page.ts";
import { PageDriver } from "../page-driver.tsx";
import { makeFound } from "../plans.ts";

const searchFor = (text: string) => ({ kind: "search", text }) as const;

function found(...packages: readonly FoundPackage[]): PageDriver {
  const page = new PageDriver(installPage);
  assert.deepEqual(page.asked(), [searchFor("")]);
  const { length: total } = packages;
  return page.answer(searchFor(""), { kind: "search", found: packages, total, among: 9 });
}

const opened = (page: PageDriver) =>
  page.intents.flatMap((intent) => (intent.kind === "open" ? [intent.argument?.value] : []));

test("every change of the text is searched for, and an older answer is not taken", () => {
  const page = found(makeFound("vim"));
  assert.deepEqual(page.type("n").asked().at(0), searchFor("n"));
  page.answer(searchFor(""), { kind: "search", found: [makeFound("x")], total: 1, among: 9 });
  assert.match(page.text(), /vim/);
  page.answer(searchFor("n"), { kind: "search", found: [makeFound("nano")], total: 1, among: 9 });
  assert.match(page.text(), /> +nano/);
});

test("the package under the cursor is looked at, and its plan foreseen", () => {
  const page = found(makeFound("nano"), makeFound("vim"));
  const kinds = page
    .press("down")
    .asked()
    .map(({ kind }) => kind);
  assert.deepEqual(kinds, ["simulate", "package-details"]);
});

test("Enter makes a plan of what is chosen, else of what is under the cursor", () => {
  const page = found(makeFound("nano"), makeFound("vim"), makeFound("emacs"));
  const plan = (packages: readonly string[]) => [
    { kind: "task", task: "install", answers: { packages } },
  ];
  assert.deepEqual(opened(page.press("enter")), plan(["nano"]));
  page.press("tab", " ", "j", "j", " ");
  assert.deepEqual(opened(page.press("enter")), plan(["nano", "emacs"]));
});

test("letters are text in the field and keys in the list", () => {
  const page = found(makeFound("nano"));
  assert.equal(page.isTyping(), true);
  page.press("tab");
  assert.equal(page.isTyping(), false);
  assert.match(page.press("i").text(), /reading/);
  page.press("escape", "/");
  assert.equal(page.isTyping(), true);
});

test("a role is opened by Enter and left by Esc", () => {
  const role = makeFound("editor", { fills: ["nano", "vim"] });
  const page = found(role).press("enter");
  assert.deepEqual(page.asked(), [{ kind: "search", text: "editor", names: ["nano", "vim"] }]);
  assert.deepEqual(page.press("escape").asked(), [searchFor("")]);
});

test("Esc leads out level by level and leaves what was chosen", () => {
  const page = found(makeFound("nano")).press("tab", " ").type("j").press("escape").type("x");
  page.press("escape");
  assert.deepEqual(
    page.intents.filter(({ kind }) => kind === "back"),
    [],
  );
  page.answer(searchFor(""), { kind: "search", found: [makeFound("nano")], total: 1, among: 9 });
  assert.match(page.text(), /chosen: nano/);
  assert.deepEqual(page.press("escape").intents, [{ kind: "back" }]);
});

test("names on the command line lead to their plan at once", () => {
  const page = new PageDriver(removePage, { answers: { packages: ["nano"] } });
  assert.deepEqual(opened(page), [
    { kind: "task", task: "remove", answers: { packages: ["nano"] } },
  ]);
  assert.deepEqual(page.asked(), [{ kind: "search", text: "", only: "installed" }]);
});

test("what was chosen and is done is no part of the next plan", () => {
  const answers = { packages: ["nano"] };
  const nothing = { kind: "transaction", changes: [], keptBack: [] } as const;
  const simulate = { kind: "simulate", operation: "install", names: ["nano"] } as const;
  const page = new PageDriver(installPage, { answers });
  const list = { kind: "search", found: [makeFound("vim")], total: 1, among: 9 } as const;
  page.answer(searchFor(""), list);
  page.happen({ kind: "shown" }).answer(searchFor(""), list);
  page.answer(simulate, { kind: "simulate", simulation: nothing });
  assert.doesNotMatch(page.text(), /chosen: nano/);
  assert.deepEqual(opened(page.press("enter")), [
    { kind: "task", task: "install", answers: { packages: ["vim"] } },
  ]);
});

test("names that are nearly what was typed are told apart from those that fit", () => {
  const near = { found: [makeFound("nano")], total: 0, among: 9, isNear: true };
  const page = found()
    .type("nnao")
    .answer(searchFor("nnao"), { kind: "search", ...near });
  assert.match(page.text(), /nothing is called that; these are nearly so/);
  assert.deepEqual(opened(page.press("enter")), [
    { kind: "task", task: "install", answers: { packages: ["nano"] } },
  ]);
});

test("coming back looks the list up again", () => {
  assert.deepEqual(found().happen({ kind: "shown" }).asked(), [searchFor("")]);
});
