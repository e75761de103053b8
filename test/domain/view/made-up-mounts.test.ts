import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cause, Effect } from "../../../src/domain/effect.ts";
import type { Mount, MountFacts } from "../../../src/domain/facts.ts";
import { rootIdentity } from "../../../src/domain/identity.ts";
import { bindFiles } from "../../../src/domain/view/bound-files.ts";
import { FileTree } from "../../../src/domain/view/tree.ts";
import { MemoryWorld } from "../../support/memory-world.ts";

const mount = (path: string, type: string): Mount => ({
  path,
  type,
  device: 2049,
  source: type,
  isReadOnly: false,
});
const list = [mount("/", "ext4"), mount("/proc", "proc"), mount("/sys", "sysfs")];
const mounts: MountFacts = { list, of: () => list[0], device: () => undefined };

test("nobody removes what the kernel makes up, and nobody walks it", () => {
  const world = new MemoryWorld();
  world.file("/proc/1/status").file("/sys/kernel/notes").file("/srv/a/b");
  const effects: Effect[] = [];
  const cause: Cause = {
    program: "rm",
    command: [],
    span: [0, 0],
    identity: rootIdentity(),
    directory: "/",
    wrappers: [],
  };
  const files = bindFiles({
    tree: new FileTree(world, mounts, Number.POSITIVE_INFINITY),
    identity: rootIdentity(),
    directory: "/",
    umask: 0o022,
    cause,
    record: (effect) => effects.push(effect),
    unknown: () => undefined,
  });
  assert.deepEqual(files.removeTree("/proc/1", {}), [{ path: "/proc/1", error: "EPERM" }]);
  assert.equal(files.unlink("/sys/kernel/notes"), "EPERM");
  assert.deepEqual(effects, []);
  assert.deepEqual(files.removeTree("/srv", {}), []);
  assert.equal(effects.length, 3);
});
