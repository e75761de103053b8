import assert from "node:assert/strict";
import { test } from "node:test";
import { exposesSecrets } from "../../../src/guards/exposes-secrets.ts";
import { fixtureMachine, foreseeThere } from "../../support/fixture-machine.ts";

function found(line: string): number {
  return exposesSecrets.judge(foreseeThere(line, "root"), fixtureMachine("root").facts).length;
}

test("where names of accounts are looked up is no password", () => {
  assert.equal(found("echo 'passwd: ldap' > /etc/nsswitch.conf"), 0);
  assert.equal(found("echo 'passwd: hunter22' > /etc/tool.conf"), 1);
});
