import assert from "node:assert/strict";
import { test } from "node:test";
import type { SettingsReport } from "../../../src/domain/settings.ts";
import { settingsPage } from "../../../src/screens/settings/settings-page.ts";
import { PageDriver } from "../page-driver.tsx";

const report: SettingsReport = {
  user: "ann",
  level: "novice",
  levelFrom: "usual",
  ownPaths: ["/srv"],
  systemPaths: [],
  rules: [],
  allowances: [],
  policy: [],
  problems: [],
  ownFile: "/home/ann/.config/handrail/config.json",
  systemFile: "/etc/handrail/config.json",
  isRoot: false,
};

function settings(more: Partial<SettingsReport> = {}): PageDriver {
  const page = new PageDriver(settingsPage);
  assert.deepEqual(page.asked(), [{ kind: "settings" }]);
  return page.answer({ kind: "settings" }, { kind: "settings", report: { ...report, ...more } });
}

const opensPlan = (page: PageDriver): boolean =>
  page.intents.some((intent) => intent.kind === "open" && intent.page === "plan");

test("a level goes to the own settings, which needs no root", () => {
  const page = settings().press("down", "down", "enter");
  assert.deepEqual(page.asked(), [{ kind: "set", change: { kind: "level", level: "expert" } }]);
});

test("where the account's entry says it, or for root, it takes a plan", () => {
  assert.equal(opensPlan(settings({ levelFrom: "account" }).press("down", "enter")), true);
  assert.equal(opensPlan(settings({ isRoot: true }).press("down", "enter")), true);
  assert.equal(opensPlan(settings().press("w")), true);
});

test("a directory is checked while it is typed, and only a right one is sent", () => {
  const page = settings().press("end", "enter").type("srv");
  assert.equal(page.isTyping(), true);
  assert.match(page.text(), /A path begins with \//);
  assert.deepEqual(page.press("enter").asked(), []);
  page.press("ctrl+u").type("/srv").press("enter");
  assert.match(page.text(), /guarded already/);
  page.type("/www").press("enter");
  assert.deepEqual(page.asked(), [{ kind: "set", change: { kind: "add-path", path: "/srv/www" } }]);
});

test("only the own directories can be let go", () => {
  const page = settings({ systemPaths: ["/data"] }).press("end", "up", "x");
  assert.deepEqual(page.asked(), [{ kind: "set", change: { kind: "remove-path", path: "/srv" } }]);
  assert.deepEqual(page.press("up", "x").asked(), []);
});

test("a change that failed is said", () => {
  const change = { kind: "add-path", path: "/x" } as const;
  const page = settings().answer({ kind: "set", change }, { kind: "failed", sentence: "No room." });
  assert.match(page.text(), /No room\./);
});
