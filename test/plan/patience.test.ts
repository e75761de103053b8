import assert from "node:assert/strict";
import { test } from "node:test";
import { withPatience } from "../../src/plan/patience.ts";

const request = { program: "grep", arguments: [], directory: "/", input: "" };

test("real programs are asked until a person has waited long enough", () => {
  let clock = 0;
  let asked = 0;
  const ask = withPatience(
    () => {
      asked += 1;
      clock += 1500;
      return { status: 0, output: "" };
    },
    () => clock,
  );
  const answers = [1, 2, 3, 4, 5].map(() => ask(request)?.status);
  assert.deepEqual(answers, [0, 0, 0, undefined, undefined]);
  assert.equal(asked, 3);
});
