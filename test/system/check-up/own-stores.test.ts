import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeStoreCheck } from "../../../src/system/check-up/own-stores.ts";
import { skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const skip = skipUnless({ root: true });
const setUid = { type: "file", mode: 0o4755, gid: 0 } as const;

test("what is kept in a closed store of Handrail's own is left out", { skip }, (context) => {
  const folder = temporaryDirectory(context);
  const roots = makeStore(join(folder, ".handrail-0"), 0);
  const bobs = makeStore(join(folder, "state/handrail/kept"), 1234);
  const isKept = makeStoreCheck();
  assert.ok(isKept({ ...setUid, uid: 0, path: `${roots}/entry/1` }));
  assert.ok(isKept({ ...setUid, uid: 1234, path: `${bobs}/entry/1` }));
});

test("what a store's name alone would hide is still told", { skip }, (context) => {
  const folder = temporaryDirectory(context);
  const open = makeStore(join(folder, ".handrail-0"), 0);
  chmodSync(open, 0o711);
  const bobs = makeStore(join(folder, ".handrail-1234"), 1234);
  const isKept = makeStoreCheck();
  assert.ok(!isKept({ ...setUid, uid: 0, path: `${open}/entry/1` }));
  // Who owns the place comes to it, and would be root.
  assert.ok(!isKept({ ...setUid, uid: 0, path: `${bobs}/entry/1` }));
  assert.ok(!isKept({ ...setUid, mode: 0o2755, uid: 1234, path: `${bobs}/entry/1` }));
  assert.ok(!isKept({ ...setUid, uid: 1234, path: `${folder}/.handrail-99/entry/1` }));
  assert.ok(!isKept({ ...setUid, uid: 0, path: `${folder}/handrail/1` }));
});

function makeStore(path: string, owner: number): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  chownSync(path, owner, owner);
  return path;
}
