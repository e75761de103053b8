import assert from "node:assert/strict";
import { test } from "node:test";
import { foresee, withFixture } from "./model.ts";

/** What a line deletes and prints with these variables in its environment. */
function model(line: string, variables: Readonly<Record<string, string>>) {
  return withFixture((folder) => {
    const { effects, output } = foresee(line, folder, { variables });
    const deleted = effects.flatMap((effect) => (effect.kind === "delete" ? [effect] : []));
    return {
      deleted: deleted.map(({ path }) => path.slice(folder.length + 1)),
      causes: deleted.map(({ cause }) => line.slice(...cause.span)),
      output: output.kind === "text" ? output.text : output.kind,
    };
  });
}

test("a function of the environment stands before the program of its name", () => {
  const variables = { "BASH_FUNC_rm%%": "() {  echo not $1\n}" };
  assert.deepEqual(model("rm a.txt", variables), {
    deleted: [],
    causes: [],
    output: "not a.txt\n",
  });
  assert.deepEqual(model("command rm a.txt", variables).deleted, ["a.txt"]);
  assert.equal(model("bash -c 'rm a.txt'", variables).output, "not a.txt\n");
});

test("what it does is foreseen, and put down to the line", () => {
  const variables = { "BASH_FUNC_tidy%%": "() { rm b.txt; }" };
  const line = "true; tidy";
  assert.deepEqual(model(line, variables), { deleted: ["b.txt"], causes: [line], output: "" });
});

test("what is no function, or more than one, is left alone", () => {
  for (const value of ["rm", "() { :; }; rm b.txt", "() {", "(){ echo; }"]) {
    const { deleted } = model("rm a.txt", { "BASH_FUNC_rm%%": value });
    assert.deepEqual(deleted, ["a.txt"], value);
  }
});
