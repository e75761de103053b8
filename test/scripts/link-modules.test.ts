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

/** Runs the main text as src/cli/start.ts does; tells what it loaded and how often the rest. */
function run(main: string, rest: string) {
  let restCount = 0;
  const module: { loaded?: readonly { readonly exports: { readonly sum: () => number } }[] } = {};
  const compile = () => {
    restCount += 1;
    return runInThisContext(rest);
  };
  runInThisContext(main)({}, undefined, Object.assign(module, { compile }), "", "");
  const sum = module.loaded?.[0]?.exports.sum();
  return { sum, restCount, loaded: Object.keys(module.loaded ?? []) };
}

const plan = (common: readonly number[]) => ({ start: 0, common: new Set(common), rest: "rest" });

test("a module is loaded when something of it is used, also within a circle", () => {
  const { main, rest } = linkModules(bodies, plan([0, 1, 2, 3]));
  const { sum, restCount, loaded } = run(main, rest);
  assert.deepEqual({ sum, restCount, loaded }, { sum: 3, restCount: 0, loaded: ["0", "1", "2"] });
});

test("the rest is loaded once, when a module in it is asked for", () => {
  const { main, rest } = linkModules(bodies, plan([0]));
  assert.ok(!main.includes("two:2"));
  const { sum, restCount } = run(main, rest);
  assert.deepEqual({ sum, restCount }, { sum: 3, restCount: 1 });
});

test("texts of two builds do not meet", () => {
  const { main } = linkModules(bodies, plan([0]));
  const { rest } = linkModules([...bodies, ""], plan([0]));
  assert.throws(() => run(main, rest), /built anew/);
});
