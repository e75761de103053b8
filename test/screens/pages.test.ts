import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "../../src/screens/text/cells.ts";
import { compareSnapshot } from "./compare.ts";
import { pageStates } from "./page-states.ts";
import { look } from "./states.ts";

// The history tells local times.
process.env.TZ = "UTC";

for (const size of [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
]) {
  const name = `${size.columns}x${size.rows}`;
  test(`every state of the pages at ${name} looks as it did`, () => {
    const drawn = Object.entries(pageStates).map(([title, make]) => {
      const rows = make({ ...look, ...size })
        .rows()
        .map((row) => `|${row}`);
      return [`== ${title}`, ...rows].join("\n");
    });
    compareSnapshot(`pages-${name}.txt`, `${drawn.join("\n")}\n`);
  });
}

test("no state of a page overflows any size, and none crashes", () => {
  for (const [title, make] of Object.entries(pageStates)) {
    for (const [columns, rows] of [
      [80, 24],
      [60, 20],
      [40, 10],
      [20, 5],
      [8, 2],
      [1, 1],
    ] as const) {
      const drawn = make({ ...look, columns, rows }).rows();
      const where = `${title} at ${columns}x${rows}`;
      assert.ok(drawn.length <= Math.max(1, rows - 1), `${where}: ${drawn.length} rows`);
      for (const row of drawn) assert.ok(widthOf(row) <= columns, `${where}: ${row}`);
    }
  }
});

test("pages on an ASCII terminal send nothing but ASCII", () => {
  for (const [title, make] of Object.entries(pageStates)) {
    assert.match(make({ ...look, isAscii: true }).text(), /^[\x20-\x7e\n]*$/, title);
  }
});

test("every page fits its keys into 80 columns, the way back among them", () => {
  for (const [title, make] of Object.entries(pageStates)) {
    assert.match(make(look).rows().at(-1) ?? "", /Esc|Enter back/, title);
  }
});
