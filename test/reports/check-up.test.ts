import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckUpItem } from "../../src/domain/check-up.ts";
import {
  byWorst,
  checkUpJson,
  describeCheckUpEnd,
  describeCheckUpItem,
  describeMending,
} from "../../src/reports/check-up.ts";

const style = { width: 60, hasColour: false };
const fine: CheckUpItem = {
  id: "disk",
  condition: "ok",
  summary: "disk: / 41 % full",
  details: ["more"],
};
const bad: CheckUpItem = {
  id: "keys",
  condition: "danger",
  summary: "1 private key can be read by everybody here, which is more than anybody wants",
  details: ["a\u001b[2J", "b", "c", "d", "e"],
  mending: { task: "permissions", answers: { path: "/a b" }, label: "mend" },
  needs: "root",
};

test("what is in order is one line, what is not says why and what mends it", () => {
  assert.deepEqual(describeCheckUpItem(fine, style), [" ok disk: / 41 % full"]);
  assert.deepEqual(describeCheckUpItem(bad, style), [
    " !! danger: 1 private key can be read by everybody here,",
    "    which is more than anybody wants",
    "      a\\x1b[2J",
    "      b",
    "      c",
    "      d",
    "      and 1 line more with --json",
    "    Mend     handrail permissions '/a b'",
  ]);
});

test("colour stands beside the word, never alone", () => {
  const [head = ""] = describeCheckUpItem(bad, { ...style, hasColour: true });
  assert.ok(head.startsWith(" \u001b[31m!!\u001b[0m danger: "));
});

test("answers become options", () => {
  const answers = { units: ["a.service", "b.service"], scope: "all", deep: false };
  assert.equal(
    describeMending({ task: "restart", answers, label: "" }),
    "handrail restart --answer units=a.service,b.service --answer scope=all --answer deep=no",
  );
});

test("the end counts what needs care and names what root sees more of", () => {
  assert.deepEqual(describeCheckUpEnd([fine], style), [
    "1 part looked at: nothing that needs care.",
  ]);
  assert.deepEqual(describeCheckUpEnd([fine, bad], style), [
    "2 parts looked at: 1 danger.",
    "Root sees more of: keys. Run sudo handrail check-up for",
    "that.",
  ]);
});

test("the worst comes first, and the JSON holds everything", () => {
  assert.deepEqual([fine, bad].toSorted(byWorst), [bad, fine]);
  assert.deepEqual(JSON.parse(checkUpJson([bad], { host: "h", user: "u" })), {
    schema: "handrail/check-up@1",
    host: "h",
    user: "u",
    items: [bad],
  });
});
