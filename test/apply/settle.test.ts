import assert from "node:assert/strict";
import { chmodSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { Misled } from "../../src/apply/anchor.ts";
import { loosenAnchored, writeFlagsAnchored } from "../../src/apply/anchored-flags.ts";
import { settle } from "../../src/apply/settle.ts";
import { readAttributes } from "../../src/journal/attributes.ts";
import type { PathState } from "../../src/journal/entry.ts";
import { readFlags } from "../../src/journal/file-flags.ts";
import { readPathState } from "../../src/journal/path-state.ts";
import { skipUnless } from "../support/need.ts";
import { makeFolder, runBash } from "../support/trial.ts";

const needsAttributes = skipUnless({ tools: ["setfattr"] });

/** Between what an undo put back and its last touch, somebody may exchange a directory or a file. */
describe("owner and mode are brought back to nothing else", () => {
  let place = "";
  let file = "";
  beforeEach(() => {
    place = makeFolder();
    mkdirSync(join(place, "victim"));
    mkdirSync(join(place, "work"));
    file = join(place, "work/file");
    runBash("echo secret > victim/file; echo text > work/file; chmod 600 */file", place);
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  /** What the file was before, as told by the record. */
  function settleAs(changes: Partial<PathState>): readonly string[] {
    const before = readPathState(join(place, "victim/file"));
    assert.ok(before !== null);
    return settle([
      { record: { path: file, need: "name", before: { ...before, ...changes } }, withTime: false },
    ]);
  }
  const victim = () => {
    const { mode, uid } = statSync(join(place, "victim/file"));
    return [mode & 0o7777, uid];
  };

  it("reaches a file of any kind that is what it was", () => {
    assert.deepEqual(settleAs({ mode: 0o640 }), []);
    assert.equal(statSync(file).mode & 0o7777, 0o640);
    chmodSync(file, 0o000);
    assert.deepEqual(settleAs({ mode: 0o4711 }), []);
    assert.equal(statSync(file).mode & 0o7777, 0o4711);
    runBash("rm work/file; mkfifo -m 600 work/file", place);
    assert.deepEqual(settleAs({ mode: 0o622 }), []);
    assert.equal(statSync(file).mode & 0o7777, 0o622);
  });

  it("stops at a parent that leads elsewhere by now", { skip: skipUnless({ root: true }) }, () => {
    const before = victim();
    renameSync(join(place, "work"), join(place, "away"));
    symlinkSync("victim", join(place, "work"));
    assert.throws(() => settleAs({ mode: 0o666 }), Misled);
    assert.throws(() => settleAs({ uid: 1234, gid: 1234 }), Misled);
    assert.deepEqual(victim(), before);
  });

  it("gives no attributes to what a parent leads to by now", { skip: needsAttributes }, () => {
    runBash("mkdir kept; touch kept/file; setfattr -n user.note -v x kept/file", place);
    const before = readPathState(file);
    const told = [...(readAttributes([join(place, "kept/file")])?.values() ?? [])][0];
    assert.ok(before !== null && told !== undefined);
    const record = { path: file, need: "name", before, attributes: told } as const;
    assert.deepEqual(settle([{ record, withTime: false }]), []);
    assert.deepEqual(readAttributes([file])?.get(file), told);
    renameSync(join(place, "work"), join(place, "away"));
    symlinkSync("victim", join(place, "work"));
    assert.throws(() => settle([{ record, withTime: false }]), Misled);
    assert.equal(readAttributes([join(place, "victim/file")])?.size, 0);
  });

  it("sets no time on what a parent, or the name, leads to by now", () => {
    const before = readPathState(file);
    assert.ok(before !== null);
    const time = () => statSync(join(place, "victim/file"), { bigint: true }).mtimeNs;
    // By Node's own call, and by touch(1), which alone knows nanoseconds.
    for (const modified of ["1500000000000000000", "1500000000000000007"]) {
      const settled = (): readonly string[] =>
        settle([
          { record: { path: file, need: "name", before: { ...before, modified } }, withTime: true },
        ]);
      const untouched = time();
      assert.deepEqual(settled(), []);
      assert.equal(String(statSync(file, { bigint: true }).mtimeNs), modified);
      renameSync(join(place, "work"), join(place, "away"));
      symlinkSync("victim", join(place, "work"));
      assert.deepEqual(settled(), [file]);
      assert.equal(time(), untouched);
      rmSync(join(place, "work"));
      renameSync(join(place, "away"), join(place, "work"));
    }
  });

  it("sets no flag on what a parent, or the name, leads to by now", {
    skip: skipUnless({ root: true, tools: ["chattr"] }),
  }, () => {
    const flags = () => readFlags([join(place, "victim/file")]).get(join(place, "victim/file"));
    const untouched = flags();
    const change = [{ path: file, wanted: `d${untouched}`, found: untouched ?? "" }];
    assert.deepEqual(writeFlagsAnchored(change), []);
    assert.ok(readFlags([file]).get(file)?.includes("d"));
    renameSync(file, join(place, "work/aside"));
    symlinkSync("../victim/file", file);
    assert.deepEqual(writeFlagsAnchored(change), [file]);
    renameSync(join(place, "work"), join(place, "away"));
    symlinkSync("victim", join(place, "work"));
    assert.deepEqual(writeFlagsAnchored(change), [file]);
    assert.throws(() => loosenAnchored([{ path: file, wanted: "", found: "i" }]), Misled);
    assert.equal(flags(), untouched);
  });

  it("follows no link that took the file's place", { skip: skipUnless({ root: true }) }, () => {
    const before = victim();
    rmSync(file);
    symlinkSync("../victim/file", file);
    assert.deepEqual(settleAs({ mode: 0o666, uid: 1234 }), [file]);
    assert.deepEqual(victim(), before);
  });
});
