import assert from "node:assert/strict";
import { test } from "node:test";
import { readHandrailOptions } from "../../src/cli/handrail-options.ts";
import { openingOf } from "../../src/cli/opening.ts";

async function placeOf(...words: readonly string[]) {
  const request = readHandrailOptions(words);
  assert.ok(!("kind" in request), words.join(" "));
  return openingOf(request);
}

test("each word opens its page on a terminal", async () => {
  for (const [word, page] of [
    [undefined, "home"],
    ["check-up", "home"],
    ["history", "history"],
    ["settings", "settings"],
    ["level", "settings"],
    ["explain", "command"],
    ["install", "install"],
    ["remove", "remove"],
    ["update", "update"],
    ["permissions", "permissions"],
  ] as const) {
    const place = await placeOf(...(word === undefined ? [] : [word]));
    assert.equal(place?.page, page, word);
  }
});

test("what was said already goes along", async () => {
  assert.deepEqual(await placeOf("install", "nano", "vim", "--level=expert"), {
    page: "install",
    argument: { answers: { packages: ["nano", "vim"] } },
    isAsked: true,
    level: "expert",
  });
  assert.deepEqual(await placeOf("update", "--answer", "scope=security"), {
    page: "update",
    argument: { answers: { scope: "security" } },
    isAsked: true,
  });
  assert.deepEqual(await placeOf("refresh"), {
    page: "plan",
    argument: { subject: "refresh", answers: {} },
    isAsked: true,
  });
});

test("to look at something asks for nothing to be done", async () => {
  assert.equal((await placeOf("permissions", "docs"))?.isAsked, false);
  assert.equal((await placeOf("install"))?.isAsked, false);
  assert.equal((await placeOf("permissions", "docs", "--answer", "least=yes"))?.isAsked, true);
});

test("who asks for text, or has agreed beforehand, is answered in text", async () => {
  for (const words of [
    ["update", "--plan"],
    ["update", "--json"],
    ["update", "--line"],
    ["update", "--print-answers"],
    ["install", "nano", "--yes=cannot-foresee"],
    ["explain", "rm -rf docs"],
    ["undo"],
    ["install", "--answer", "colour=red"],
  ]) {
    assert.equal(await placeOf(...words), undefined, words.join(" "));
  }
});
