import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function changesOf(line: string, as: "user" | "root" = "root"): readonly string[] {
  return foreseeThere(line, as)
    .changes()
    .map(({ path, change }) => `${change} ${path}`);
}

const file = "/home/ann/old.txt";

test("nothing is done to a file that may not change, nor in such a directory", () => {
  assert.deepEqual(changesOf(`rm ${file}`), [`deleted ${file}`]);
  assert.deepEqual(
    changesOf(`chattr +i ${file}; rm -f ${file}; echo x > ${file}; chmod 0 ${file}`),
    [],
  );
  assert.deepEqual(changesOf(`chattr +i ${file}; chattr -i ${file}; rm ${file}`), [
    `deleted ${file}`,
  ]);
  assert.deepEqual(changesOf("chattr +i /home/ann; rm /home/ann/old.txt; touch /home/ann/new"), []);
});

test("a file that only grows can grow", () => {
  assert.deepEqual(changesOf(`chattr +a ${file}; echo x > ${file}; rm -f ${file}`), []);
  assert.deepEqual(changesOf(`chattr =a ${file}; echo x >> ${file}`), [`modified ${file}`]);
});

test("flags are no change of the contract's, and an effect", () => {
  const { effects, unknown } = foreseeThere(`chattr -R +i /home/ann/Documents`, "root");
  assert.ok(effects.length > 1000);
  assert.ok(effects.every((effect) => effect.kind === "metadata" && effect.flags === "+i"));
  assert.deepEqual(unknown, []);
});

test("only root may freeze a file", () => {
  assert.deepEqual(changesOf("chattr +i old.txt || rm old.txt", "user"), [`deleted ${file}`]);
  assert.deepEqual(changesOf("chattr +d old.txt && rm old.txt", "user"), [`deleted ${file}`]);
  assert.deepEqual(changesOf("chattr -p 5 old.txt", "user"), []);
  assert.equal(foreseeThere("chattr -p 5 old.txt", "user").unknown.length, 1);
});
