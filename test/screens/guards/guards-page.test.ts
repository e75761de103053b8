import assert from "node:assert/strict";
import { test } from "node:test";
import type { SettingsReport } from "../../../src/domain/settings.ts";
import { guardsPage } from "../../../src/screens/guards/guards-page.ts";
import { PageDriver } from "../page-driver.tsx";

const list = [
  { id: "root-shell", title: "Opens a shell as root", severity: "caution" },
  {
    id: "overwrites-disk",
    title: "Overwrites a disk",
    severity: "critical",
    state: { rule: "refuse", by: "machine" },
  },
] as const;

const report: SettingsReport = {
  user: "ann",
  level: "novice",
  levelFrom: "usual",
  ownPaths: [],
  systemPaths: [],
  rules: [{ guard: "root-shell", rule: "off", by: "person" }],
  allowances: [],
  policy: [],
  problems: [],
  ownFile: "/home/ann/.config/handrail/config.json",
  systemFile: "/etc/handrail/config.json",
  isRoot: false,
};

function page(): PageDriver {
  const driver = new PageDriver(guardsPage);
  assert.deepEqual(driver.asked(), [{ kind: "guards" }]);
  return driver.answer({ kind: "guards" }, { kind: "guards", guards: list });
}

test("each guard is shown with what it was set to", () => {
  assert.match(page().text(), /Opens a shell as root *\n/);
  assert.match(page().text(), /Overwrites a disk \[refuse for all\]/);
});

test("a letter sets the chosen guard, and the answer shows it", () => {
  const change = { kind: "guard", guard: "root-shell", rule: "off" } as const;
  const driver = page().press("o");
  assert.deepEqual(driver.asked(), [{ kind: "set", change }]);
  driver.answer({ kind: "set", change }, { kind: "settings", report });
  assert.match(driver.text(), /Opens a shell as root \[off\]/);
  assert.doesNotMatch(driver.text(), /refuse for all/);
});

test("u lets it follow the level again", () => {
  const driver = page().press("u");
  assert.deepEqual(driver.asked(), [
    { kind: "set", change: { kind: "guard", guard: "root-shell" } },
  ]);
});

test("why it could not be set is said", () => {
  const change = { kind: "guard", guard: "overwrites-disk", rule: "off" } as const;
  const driver = page().press("down", "o");
  driver.answer({ kind: "set", change }, { kind: "failed", sentence: "It is fixed." });
  assert.match(driver.text(), /It is fixed\./);
});
