import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setcapProgram } from "../../src/programs/setcap.ts";
import { runModelAndReal } from "../support/model-run.ts";
import { skipUnless } from "../support/need.ts";

const fixture = `echo x > f; chmod 755 f; cp f has; mkdir d; ln -s f l
  [ "$(id -u)" != 0 ] || setcap cap_net_raw+ep has`;

/** A line, its status as root, and the path that the model says has other attributes. */
const lines: readonly (readonly [line: string, changed?: string])[] = [
  ["setcap cap_net_raw+ep f", "f"],
  ["setcap cap_net_raw,cap_net_admin=eip f", "f"],
  ["setcap -q cap_setuid+ep f", "f"],
  ["setcap cap_net_raw+ep has"],
  ["setcap cap_net_admin+ep has", "has"],
  ["setcap -r has", "has"],
  ["setcap -r f"],
  ["setcap nosuch+ep f"],
  ["setcap cap_net_raw+ep d"],
  ["setcap cap_net_raw+ep l"],
  ["setcap cap_net_raw+ep nosuch"],
  ["setcap cap_net_raw+ep"],
];

describe("setcap", { skip: skipUnless({ root: true, tools: ["setcap", "setpriv"] }) }, () => {
  for (const [line, changed] of lines) {
    it(line, () => {
      const options = { fixture, as: "root" } as const;
      const { model, real, unknown } = runModelAndReal(setcapProgram, line.split(" "), options);
      assert.deepEqual(unknown, []);
      assert.equal(model.status, real.status, real.errors);
      const names = model.changes.map(
        ({ path, change }) => `${change} ${path.replace(/^.*\//, "")}`,
      );
      assert.deepEqual(names, changed === undefined ? [] : [`metadata ${changed}`]);
    });
  }

  it("is for root", () => {
    const options = { fixture, as: "user" } as const;
    const words = ["setcap", "cap_net_raw+ep", "f"];
    const { model, real } = runModelAndReal(setcapProgram, words, options);
    assert.deepEqual([model.status, model.changes], [real.status, []]);
  });
});
