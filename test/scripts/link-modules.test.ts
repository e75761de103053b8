import assert from "node:assert/strict";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { linkModules } from "../../scripts/link-modules.ts";

const bodies = [
  "module.exports={sum};function sum(){return $(1).one()+$(2).two}",
  "module.exports={one};function one(){return $(0).sum===undefined?0:1}",
  "module.exports={two:2}",
  "throw new Error('not asked for')",
];

/** Runs the main text as src/cli/start.ts does; tells what it loaded and which other texts. */
function run([main = "", ...rest]: readonly string[]) {
  const read: string[] = [];
  const module: { loaded?: readonly { readonly exports: { readonly sum: () => number } }[] } = {};
  const compile = (path: string) => {
    read.push(path);
    return runInThisContext(rest[others.indexOf(path.slice(1))] ?? "");
  };
  runInThisContext(main)({}, undefined, Object.assign(module, { compile }), "", "");
  const sum = module.loaded?.[0]?.exports.sum();
  return { sum, read, loaded: Object.keys(module.loaded ?? []) };
}

const others = ["more", "rest"];
const plan = (...parts: readonly (readonly number[])[]) => {
  return { start: 0, parts: parts.map((part) => new Set(part)), others };
};

test("a module is loaded when something of it is used, also within a circle", () => {
  const { sum, read, loaded } = run(linkModules(bodies, plan([0, 1, 2, 3])));
  assert.deepEqual({ sum, read, loaded }, { sum: 3, read: [], loaded: ["0", "1", "2"] });
});

test("another text is loaded once, when a module in it is asked for", () => {
  const texts = linkModules(bodies, plan([0], [1, 2]));
  assert.ok(texts[0]?.includes("two:2") === false && texts[1]?.includes("two:2"));
  const { sum, read } = run(texts);
  assert.deepEqual({ sum, read }, { sum: 3, read: ["/more"] });
});

test("what no part names lies in the last text", () => {
  const { sum, read } = run(linkModules(bodies, plan([0], [1])));
  assert.deepEqual({ sum, read }, { sum: 3, read: ["/more", "/rest"] });
});

test("texts of two builds do not meet", () => {
  const [main = ""] = linkModules(bodies, plan([0]));
  const [, ...rest] = linkModules([...bodies, ""], plan([0]));
  assert.throws(() => run([main, ...rest]), /built anew/);
});
