import assert from "node:assert/strict";
import { test } from "node:test";
import { type AppState, lookOfApp } from "../../../src/screens/app/state.ts";
import { look } from "../states.ts";
import { afterEvents, begin } from "./app-states.ts";
import { drawApp } from "./draw-app.tsx";

const names = (state: AppState) => state.stack.map(({ open }) => open.page.name);
const text = (state: AppState) => drawApp(state).join("\n");

test("a page asks as soon as it is opened, under a number of its own", () => {
  assert.deepEqual(begin("sink").intents, [{ kind: "ask", id: 1, query: { kind: "settings" } }]);
  const { intents } = afterEvents(begin("sink").state, "o");
  assert.deepEqual(intents, [{ kind: "ask", id: 2, query: { kind: "settings" } }]);
});

test("Esc leads back to the page below as it was left", () => {
  const inner = afterEvents(begin("sink").state, "down", "down", "o").state;
  assert.match(text(inner), /Sink inner/);
  const { state, intents } = afterEvents(inner, "escape");
  assert.match(text(state), / > row 2 /);
  assert.deepEqual(intents, [{ kind: "forget", id: 2 }]);
});

test("behind the last page comes home, and home is never left by Esc", () => {
  const home = afterEvents(begin("sink").state, "escape").state;
  assert.deepEqual(names(home), ["plain"]);
  const { state, intents } = afterEvents(home, "escape", "escape");
  assert.deepEqual(names(state), ["plain"]);
  assert.deepEqual(intents, []);
});

test("a key that does nothing now says why, until the next one, and so does the help", () => {
  const refused = afterEvents(begin("plain").state, "x").state;
  assert.match(text(refused), / - {2}Nothing here can be crossed out\./);
  assert.doesNotMatch(text(afterEvents(refused, "down").state), /crossed out/);
  assert.match(text(afterEvents(refused, "?").state), /Not now\n +x +Nothing here can be crossed/);
});

test("F1 is the help, also where letters are text", () => {
  for (const page of ["plain", "sink"]) {
    assert.match(text(afterEvents(begin(page).state, "function").state), /^ Help: /);
  }
  const typing = afterEvents(begin("plain").state, ":").state;
  assert.match(text(afterEvents(typing, "function").state), /^ Help: /);
});

test("a replaced page is gone, an unknown one replaces nothing", () => {
  assert.deepEqual(names(afterEvents(begin("sink").state, "o", "r").state), ["sink", "plain"]);
  assert.deepEqual(names(begin("nowhere").state), []);
});

test("an answer reaches the page that asked, also below others", () => {
  const state = afterEvents(begin("sink").state, "o").state;
  const answer = {
    kind: "answer",
    query: { kind: "history" },
    result: { kind: "history", entries: [] },
    isLast: true,
    time: 5,
  } as const;
  const told = afterEvents(state, { ...answer, id: 1 }, { ...answer, id: 99 }).state;
  assert.equal(told.stack[0]?.id, 1);
  assert.notEqual(told.stack[0], state.stack[0]);
  assert.equal(told.stack[1], state.stack[1]);
});

test("q quits where nothing is typed, Ctrl-C everywhere", () => {
  const sink = begin("sink").state;
  assert.deepEqual(afterEvents(sink, "q").intents, [{ kind: "quit" }]);
  assert.deepEqual(afterEvents(sink, "?", "q").intents, [{ kind: "quit" }]);
  const typing = begin("sink", { subject: "typing" }).state;
  const typed = afterEvents(typing, "q", "?", ":");
  assert.deepEqual(typed.intents, []);
  assert.match(text(typed.state), / > q\?:/);
  for (const state of [sink, typing, afterEvents(sink, ":").state]) {
    assert.deepEqual(afterEvents(state, "ctrl+c").intents, [{ kind: "quit" }]);
    assert.deepEqual(afterEvents(state, "ctrl+z").intents, [{ kind: "suspend" }]);
  }
});

test("letters that come together are keys of their own, but text where one types", () => {
  const press = { name: "oo", text: "oo", time: 1 };
  const two = afterEvents(begin("sink").state, { kind: "key", press });
  assert.deepEqual(names(two.state), ["sink", "sink", "sink"]);
  assert.equal(two.intents.length, 2);
  const typing = begin("sink", { subject: "typing" }).state;
  assert.match(text(afterEvents(typing, { kind: "key", press }).state), / > oo/);
});

test("? tells the page's keys and those of the app; Esc closes it", () => {
  const help = afterEvents(begin("sink").state, "?").state;
  assert.match(text(help), /Help: Kitchen sink[\s\S]*open it once more[\s\S]*Ctrl-Z/);
  assert.match(text(afterEvents(help, "escape").state), /Sink outer/);
  assert.match(text(afterEvents(help, "?").state), /Sink outer/);
});

test("the palette finds by title, synonym and purpose, the title first", () => {
  const open = (...keys: readonly string[]) => afterEvents(begin("sink").state, ":", ...keys).state;
  assert.match(text(open()), /Go to +3 of 3/);
  assert.match(text(open(..."long")), /1 of 3[\s\S]* > Long sink/);
  assert.match(text(open(..."simple")), / > Plain page/);
  assert.match(text(open(..."rows nothing")), / > Plain page/);
  assert.match(text(open(..."zzz")), /nothing is called that/);
  const chosen = afterEvents(open(..."sink"), "down", "enter");
  assert.deepEqual(names(chosen.state), ["sink", "sink"]);
  assert.match(text(chosen.state), /59981 more below|599\d\d more below/);
  assert.deepEqual(names(afterEvents(open(..."zzz"), "enter").state), ["sink"]);
  assert.match(text(afterEvents(open(..."zzz"), "escape").state), /Sink outer/);
});

test("what is selected stays in view and moves the rows as little as it can", () => {
  const down = Array.from({ length: 30 }, () => "down");
  const state = afterEvents(begin("sink").state, ...down).state;
  const rows = drawApp(state).filter((row) => /row \d+/.test(row));
  assert.match(rows.at(-1) ?? "", / > row 30 /);
});

test("a page without a cursor of its own is scrolled by the app", () => {
  const page = begin("plain").state;
  assert.match(text(afterEvents(page, "down", "j").state), /rows? *|line 2\n/);
  assert.equal(afterEvents(page, "down", "j").state.stack[0]?.top, 2);
  const end = afterEvents(page, "end", "page-down", "down").state;
  assert.match(text(end), /line 99\n[\s\S]* end /);
  assert.equal(afterEvents(end, "home").state.stack[0]?.top, 0);
});

test("another size lays every page out anew", () => {
  const state = afterEvents(begin("sink").state, "o", {
    kind: "resized",
    columns: 60,
    rows: 20,
  }).state;
  assert.equal(state.stack[0]?.rows, state.stack[1]?.rows);
  assert.equal(drawApp(state).length, 19);
});

test("Ctrl-T draws plainly, and again as before", () => {
  const lined = { ...look, hasLines: true };
  const state = begin("plain", {}, lined).state;
  assert.match(text(state), /\u2500/);
  const plain = afterEvents(state, "ctrl+t").state;
  assert.match(text(plain), /^[\x20-\x7e\n]*$/);
  assert.match(text(afterEvents(plain, "ctrl+t").state), /\u2500/);
});

test("whoever is root sees so on every page", () => {
  const state = begin("plain").state;
  const asRoot = { ...state, setting: { ...state.setting, isRoot: true } };
  assert.doesNotMatch(text(state), /as root/);
  assert.match(drawApp(asRoot)[0] ?? "", /! {2}as root/);
});

test("ticks come only to pages on which something moves", () => {
  const tick = { kind: "tick", time: 1, date: 2 } as const;
  const still = begin("sink").state;
  assert.equal(afterEvents(still, tick).state, still);
  const moving = afterEvents(still, "down").state;
  assert.notEqual(afterEvents(moving, tick).state, moving);
});

test("what is pasted is text, or nothing", () => {
  const paste = { kind: "paste", text: "q\nx" } as const;
  assert.match(text(afterEvents(begin("sink").state, paste).state), / \/ q\\nx/);
  const palette = afterEvents(begin("sink").state, ":", paste).state;
  assert.match(text(palette), / : q x/);
  const help = afterEvents(begin("sink").state, "?").state;
  assert.equal(afterEvents(help, paste).state, help);
});

test("Ctrl-T draws with what the console may well do, and plainly again", () => {
  const { state } = begin("sink");
  const fuller = { hasColour: true, isAscii: false };
  const plain = { ...look, hasColour: false, hasLines: false, isAscii: true, fuller };
  const console = { ...state, look: plain };
  const turned = afterEvents(console, "ctrl+t").state;
  assert.deepEqual([lookOfApp(turned).hasColour, lookOfApp(turned).isAscii], [true, false]);
  assert.deepEqual(lookOfApp(afterEvents(turned, "ctrl+t").state), plain);
});
