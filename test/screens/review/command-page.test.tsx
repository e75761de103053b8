import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "../../../src/screens/text/cells.ts";
import { compareSnapshot } from "../compare.ts";
import { draw } from "../drawn.tsx";
import { look, states } from "../states.ts";

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  { columns: 40, rows: 10 },
];

/** Smaller than anybody has, and larger. */
const oddSizes = [
  ...sizes,
  { columns: 20, rows: 5 },
  { columns: 8, rows: 2 },
  { columns: 1, rows: 1 },
];

for (const size of sizes) {
  const name = `${size.columns}x${size.rows}`;
  test(`every state at ${name} looks as it did`, () => {
    const drawn = Object.entries(states).map(([title, state]) => {
      const rows = draw(state, { ...look, ...size }).map((row) => `|${row}`);
      return [`== ${title}`, ...rows].join("\n");
    });
    compareSnapshot(`${name}.txt`, `${drawn.join("\n")}\n`);
  });
}

test("no state overflows any size, and none crashes", () => {
  for (const [title, state] of Object.entries(states)) {
    for (const size of oddSizes) {
      const rows = draw(state, { ...look, ...size });
      const where = `${title} at ${size.columns}x${size.rows}`;
      assert.ok(rows.length <= Math.max(1, size.rows - 1), `${where}: ${rows.length} rows`);
      for (const row of rows) assert.ok(widthOf(row) <= size.columns, `${where}: ${row}`);
    }
  }
});

test("an ASCII terminal is sent nothing but ASCII, and no escapes", () => {
  for (const [title, state] of Object.entries(states)) {
    const text = draw(state, { ...look, isAscii: true }).join("\n");
    assert.match(text, /^[\x20-\x7e\n]*$/, title);
  }
});

test("names of the machine reach no terminal raw", () => {
  const { "hostile names": hostile } = states;
  const text = draw(hostile!, look).join("\n");
  assert.match(text, /a\\x1b\[31m\\n\\u202eb/);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("every severity is a word, not only a colour", () => {
  for (const [title, word] of [
    ["caution", "caution"],
    ["danger", "danger"],
    ["refused", "critical"],
    ["quiet", "ok"],
  ] as const) {
    assert.match(draw(states[title]!, look)[0] ?? "", new RegExp(`\\b${word}\\b`), title);
  }
});

test("a small screen keeps the question, its answers and the line", () => {
  const rows = draw(states["asked to type"]!, { ...look, columns: 40, rows: 10 }).join("\n");
  assert.match(rows, /delete 41,207 files/);
  assert.match(rows, /rm -rf "\$BUILD"/);
  assert.match(rows, /Enter/);
});
