import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

test("starting and stopping are effects on services, not on files", () => {
  const { effects, unknown } = foreseeThere("systemctl restart nginx ssh.socket", "root");
  const told = effects.map((effect) =>
    effect.kind === "service" ? `${effect.action} ${effect.target}` : effect.kind,
  );
  assert.deepEqual(told, ["restart nginx.service", "restart ssh.socket"]);
  assert.deepEqual(unknown, []);
});

test("questions do nothing, and settings are said to be unknown", () => {
  assert.deepEqual(foreseeThere("systemctl --no-pager status nginx", "root").effects, []);
  assert.deepEqual(foreseeThere("systemctl --no-pager status nginx", "root").unknown, []);
  for (const line of ["systemctl enable nginx", "systemctl --root=/x stop a", "systemctl edit a"]) {
    assert.equal(foreseeThere(line, "root").unknown.length, 1, line);
  }
});
