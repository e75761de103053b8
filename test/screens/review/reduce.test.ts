import assert from "node:assert/strict";
import { test } from "node:test";
import { inputOf } from "../../../src/screens/parts/text-input.ts";
import type { ReviewEvent } from "../../../src/screens/review/events.ts";
import { reduce } from "../../../src/screens/review/reduce.ts";
import { type Intent, initialState, type ReviewState } from "../../../src/screens/review/state.ts";
import {
  after,
  caution,
  critical,
  danger,
  fresh,
  key,
  look,
  makeEntry,
  makeReview,
  quiet,
  reviewed,
  seen,
  setting,
} from "../states.ts";

/** The intents of the last of some events, a second apart. */
function intentsOf(state: ReviewState, ...events: readonly (string | ReviewEvent)[]) {
  const last = events.at(-1)!;
  const before = after(state, ...events.slice(0, -1));
  const event = typeof last === "string" ? key(last, 90_000) : last;
  return reduce(before, event).intents;
}

const runs = (intents: readonly Intent[]) => intents.some(({ kind }) => kind === "run");

test("every change of the line asks for a review of it, nothing else does", () => {
  assert.deepEqual(intentsOf(fresh, "r"), [{ kind: "review", line: "r" }]);
  assert.deepEqual(intentsOf(fresh, "r", "backspace"), [{ kind: "review", line: "" }]);
  assert.deepEqual(intentsOf(fresh, "r", "left"), []);
});

test("a review of an older line is never taken for the newer one", () => {
  const state = after(fresh, "rm -rf docs", " x", seen(caution));
  assert.equal(state.seen, undefined);
  const later = after(reviewed(quiet), " more");
  assert.deepEqual(intentsOf(later, "enter"), []);
});

test("Enter runs what needs no answer", () => {
  assert.deepEqual(intentsOf(reviewed(quiet), "enter"), [{ kind: "run", review: quiet }]);
});

test("Enter before the review is there waits for it", () => {
  const waiting = after(fresh, "touch notes", "enter");
  assert.equal(runs(intentsOf(waiting, seen(quiet))), true);
  assert.equal(after(fresh, "rm -rf docs", "enter", seen(caution)).mode.kind, "confirm");
});

test("typing on takes a waiting Enter back", () => {
  const waiting = after(fresh, "touch note", "enter", "s");
  assert.equal(runs(intentsOf(waiting, seen(quiet))), false);
});

test("the key that opened a question never answers it", () => {
  const asked = after(reviewed(caution), "enter");
  assert.equal(asked.mode.kind, "confirm");
  assert.equal(runs(intentsOf(asked, "enter")), false);
  assert.equal(after(asked, "enter").mode.kind, "line");
});

test("only y runs a caution, and not before it can have been read", () => {
  const asked = after(reviewed(caution), "enter");
  for (const press of ["n", "escape", "Y?", " ", "yes", "q", "enter"]) {
    assert.equal(runs(intentsOf(asked, press)), false, press);
  }
  assert.equal(runs(intentsOf(asked, "y")), true);
  const { mode } = asked;
  const openedAt = mode.kind === "confirm" ? mode.openedAt : 0;
  assert.equal(runs(reduce(asked, key("y", openedAt + 100)).intents), false);
});

test("a danger runs only after the words for what would be lost", () => {
  const asked = after(reviewed(danger), "enter");
  for (const words of ["y", "yes", "delete", "delete 41,208 files", ""]) {
    assert.equal(runs(intentsOf(asked, words, "enter")), false, words);
  }
  assert.equal(runs(intentsOf(asked, "delete 41,207 files", "enter")), true);
  assert.equal(runs(intentsOf(asked, "Delete  41207 files", "enter")), true);
});

test("words with nothing in them are never the right ones", () => {
  const empty = makeReview("x", { decision: "ask", confirm: "type", confirmWords: "" });
  assert.equal(runs(intentsOf(after(reviewed(empty), "enter"), " ", "enter")), false);
});

test("what is critical is refused, whatever is pressed", () => {
  const refused = after(reviewed(critical), "enter");
  assert.equal(refused.mode.kind, "refused");
  for (const press of ["y", "enter", "yes"]) {
    assert.equal(runs(intentsOf(refused, press)), false, press);
  }
});

test("a partial count is refused at once but never agreed to", () => {
  assert.equal(after(reviewed(critical, true), "enter").mode.kind, "refused");
  const waiting = after(reviewed(caution, true), "enter");
  assert.equal(waiting.mode.kind, "line");
  assert.equal(after(waiting, seen(caution)).mode.kind, "confirm");
  const partlyQuiet = reviewed(quiet, true);
  assert.equal(runs(intentsOf(partlyQuiet, "enter")), false);
});

test("a question about something else than what is known now is taken back", () => {
  const asked = after(reviewed(caution), "enter");
  const worse = { ...caution, confirm: "type", confirmWords: "delete 9 files" } as const;
  assert.equal(after(asked, seen(worse)).mode.kind, "line");
  assert.equal(after(asked, seen(caution)).mode.kind, "confirm");
});

test("a number puts an alternative into the line and has it reviewed anew", () => {
  const asked = after(reviewed(danger), "tab");
  assert.deepEqual(intentsOf(asked, "2"), [{ kind: "review", line: "rm -rf ./build/*" }]);
  assert.equal(after(asked, "2").mode.kind, "line");
  assert.deepEqual(intentsOf(asked, "7"), []);
  const typing = after(reviewed(danger), "2");
  assert.equal(typing.input.text, `${danger.line}2`);
});

test("a letter is a key beside typed words only as long as it cannot begin them", () => {
  const asked = after(reviewed(danger), "enter");
  assert.equal(after(asked, "e").mode.kind, "list");
  assert.equal(after(asked, "d").mode.kind, "confirm");
  const typed = after(asked, "d", "e").mode;
  assert.equal(typed.kind === "confirm" && typed.typed.text, "de");
  const named = { ...danger, confirmWords: "2 disks" };
  assert.equal(after(reviewed(named), "enter", "2").input.text, danger.line);
});

test("Esc goes back one level and never quits", () => {
  const list = after(reviewed(danger), "tab", "e");
  const review = after(list, "escape");
  assert.equal(review.mode.kind, "review");
  const line = after(review, "escape");
  assert.equal(line.mode.kind, "line");
  const home = after(line, "escape");
  assert.equal(home.input.text, "");
  assert.deepEqual(intentsOf(home, "escape"), [{ kind: "back" }]);
  assert.equal(after(home, "up").input.text, danger.line);
});

test("letters are keys only while the line is empty", () => {
  assert.deepEqual(intentsOf(fresh, "q"), [{ kind: "quit" }]);
  assert.equal(after(fresh, "ls", "q").input.text, "lsq");
  assert.equal(after(fresh, " ", "q").input.text, " q");
  assert.deepEqual(intentsOf(reviewed(quiet), "ctrl+c"), [{ kind: "quit" }]);
});

test("u leads to the undo of the newest line that stands", () => {
  const entry = makeEntry();
  const undone = makeEntry({ id: "newer", state: "undone" });
  const state = initialState(setting, look, [undone, entry]);
  assert.deepEqual(intentsOf(state, "u"), [{ kind: "undo", entry }]);
});

test("what was taken back is no longer told as the last that ran", () => {
  const entry = makeEntry();
  const ran = after(fresh, {
    kind: "ran",
    result: { line: entry.line, status: 0, entry, messages: [] },
  });
  assert.ok(after(ran, { kind: "entries", entries: [entry] }).last);
  const undone = makeEntry({ state: "undone" });
  assert.equal(after(ran, { kind: "entries", entries: [undone] }).last, undefined);
});

test("pasted text is never a key", () => {
  const pasted = after(fresh, { kind: "paste", text: "q" });
  assert.equal(pasted.input.text, "q");
  const asked = after(reviewed(caution), "enter", { kind: "paste", text: "y" });
  assert.equal(asked.mode.kind, "confirm");
  const lines = after(fresh, { kind: "paste", text: "cd docs\r\nls\n" });
  assert.equal(lines.input.text, "cd docs\nls");
});

test("the body scrolls to its end and no further", () => {
  const help = after(fresh, "?");
  const end = after(help, ...Array.from({ length: 30 }, () => "page-down"));
  assert.ok(end.scroll > 0);
  assert.equal(after(end, "down").scroll, end.scroll);
  assert.equal(after(end, "up").scroll, end.scroll - 1);
});

test("no key does anything while the terminal belongs to a line", () => {
  const running = after(reviewed(quiet), "enter");
  assert.equal(running.mode.kind, "busy");
  for (const press of ["q", "enter", "ctrl+c", "x"]) {
    assert.deepEqual(intentsOf(running, press), [], press);
  }
});

test("a line that has had its turn leaves the input and can be recalled", () => {
  const ran = after(
    { ...fresh, input: inputOf("touch notes") },
    { kind: "ran", result: { line: "touch notes", status: 0, messages: [] } },
  );
  assert.equal(ran.input.text, "");
  assert.equal(ran.last?.status, 0);
  assert.equal(after(ran, "up").input.text, "touch notes");
});
