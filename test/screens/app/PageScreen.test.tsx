import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "../../../src/screens/text/cells.ts";
import { look } from "../states.ts";
import { afterEvents, begin } from "./app-states.ts";
import { drawApp } from "./draw-app.tsx";

const states = {
  "a page with everything": (on: typeof look) => begin("sink", {}, on).state,
  "a page that is typed into": (on: typeof look) => begin("sink", { subject: "typing" }, on).state,
  "a plain page": (on: typeof look) => begin("plain", {}, on).state,
  help: (on: typeof look) => afterEvents(begin("sink", {}, on).state, "?").state,
  palette: (on: typeof look) => afterEvents(begin("sink", {}, on).state, ":").state,
};

test("no page overflows any size, and none crashes", () => {
  for (const [title, make] of Object.entries(states)) {
    for (const [columns, rows] of [
      [80, 24],
      [60, 20],
      [40, 10],
      [20, 5],
      [8, 2],
      [1, 1],
      [200, 60],
    ] as const) {
      const drawn = drawApp(make({ ...look, columns, rows }));
      const where = `${title} at ${columns}x${rows}`;
      assert.ok(drawn.length <= Math.max(1, rows - 1), `${where}: ${drawn.length} rows`);
      for (const row of drawn) assert.ok(widthOf(row) <= columns, `${where}: ${row}`);
    }
  }
});

test("the frame stands: title, purpose or head, field, body, foot, answer, keys", () => {
  const rows = drawApp(states["a page that is typed into"](look));
  assert.match(rows[0] ?? "", /^ Sink typing +ann$/);
  assert.match(rows[1] ?? "", /a head that does not scroll/);
  assert.match(rows[2] ?? "", /^ \//);
  assert.match(rows[3] ?? "", /^ -+$/);
  assert.match(rows[4] ?? "", /row 0/);
  assert.match(rows[18] ?? "", /^ -+ 26 more below --$/);
  assert.match(rows[19] ?? "", /a foot/);
  assert.match(rows[21] ?? "", /^ >/);
  assert.match(rows[22] ?? "", /Enter plan {3}Esc back {3}\? help/);
  assert.equal(rows.length, 23);
  assert.match(drawApp(states["a plain page"](look))[1] ?? "", /^ Rows and nothing else$/);
});

test("a small screen keeps what is typed and the selected row", () => {
  const drawn = drawApp(
    begin("sink", { subject: "typing" }, { ...look, columns: 40, rows: 8 }).state,
  );
  const text = drawn.join("\n");
  assert.match(text, / > row 0/);
  assert.match(text, /Enter plan/);
});

test("names of the machine reach no terminal raw, whatever a page forgets", () => {
  for (const make of Object.values(states)) {
    const text = drawApp(make({ ...look, isAscii: true })).join("\n");
    assert.match(text, /^[\x20-\x7e\n]*$/);
  }
});
