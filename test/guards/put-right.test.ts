import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts } from "../../src/domain/facts.ts";
import { guards } from "../../src/guards/index.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

/** What the permission guards say of a line where packages tell how files should be. */
function said(line: string, properAccess?: NonNullable<Facts["packages"]["properAccess"]>) {
  const { facts } = fixtureMachine("root");
  const packages = properAccess === undefined ? {} : { properAccess };
  const asked = { ...facts, packages: { ...facts.packages, ...packages } };
  const foreseen = foreseeThere(line, "root");
  return guards
    .filter(({ id }) => /system-permissions|setuid/.test(id))
    .flatMap((guard) => guard.judge(foreseen, asked))
    .filter(({ severity }) => severity !== "note");
}

const conf = "/etc/nginx/nginx.conf";
const asPackaged = () => ({ mode: 0o600, uid: 0, gid: 0 });

test("putting a file of a package right is no mistake", () => {
  const line = `chown ann ${conf}; chown root:root ${conf}; chmod 600 ${conf}`;
  assert.deepEqual(said(line, asPackaged), []);
  assert.notDeepEqual(said(`chmod 666 ${conf}`, asPackaged), []);
  assert.notDeepEqual(said(`chown ann ${conf}`), []);
});

test("set-id bits that chown takes and chmod gives back are not lost", () => {
  const back = "chown root /usr/bin/sudo; chmod 4755 /usr/bin/sudo";
  assert.deepEqual(said(back), []);
  assert.notDeepEqual(said("chown ann /usr/bin/sudo; chmod 4755 /usr/bin/sudo"), []);
});

test("packages are not asked about each file of a tree", () => {
  let asked = 0;
  said("chmod -R 700 /usr", () => {
    asked += 1;
    return undefined;
  });
  // Only about the two programs that lose set-id bits.
  assert.ok(asked <= 5, `asked ${asked} times`);
});
