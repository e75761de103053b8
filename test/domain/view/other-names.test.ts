import assert from "node:assert/strict";
import { test } from "node:test";
import type { MountFacts } from "../../../src/domain/facts.ts";
import { listChanges } from "../../../src/domain/view/changes.ts";
import { type HiddenName, loadOtherNames } from "../../../src/domain/view/other-names.ts";
import { FileTree } from "../../../src/domain/view/tree.ts";
import { type FileStatus, isError, type Path } from "../../../src/domain/world.ts";
import { MemoryWorld } from "../../support/memory-world.ts";
import { rootFiles } from "../../support/root-files.ts";

const mounts: MountFacts = { list: [], of: () => undefined, device: () => undefined };

/** `/work/one` is the same file as `/work/two` and, with three links, as `/home/deep/three`. */
class LinkedWorld extends MemoryWorld {
  readonly read: Path[] = [];
  private readonly links: number;

  constructor(links: number) {
    super();
    this.links = links;
    for (const path of ["/work/one", "/work/two", "/home/deep/three", "/home/other/x"]) {
      this.file(path);
    }
  }

  override lstat(path: Path): FileStatus | ReturnType<MemoryWorld["lstat"]> {
    const status = super.lstat(path);
    const isOne = /\/(one|two)$/.test(path) || (this.links === 3 && path.endsWith("three"));
    return isError(status) || !isOne ? status : { ...status, inode: 9999, links: this.links };
  }

  closed: Path | undefined;

  override readDirectory(path: Path): ReturnType<MemoryWorld["readDirectory"]> {
    this.read.push(path);
    return path === this.closed ? "EACCES" : super.readDirectory(path);
  }
}

function changeOne(world: LinkedWorld): readonly Path[] {
  return listChanges(writeOne(world), ["/work", "/home"]).map(({ path }) => path);
}

function writeOne(world: LinkedWorld): FileTree {
  const tree = new FileTree(world, mounts, Number.POSITIVE_INFINITY);
  const files = rootFiles(tree);
  assert.equal(files.write("one", { kind: "text", text: "new" }), undefined);
  world.read.length = 0;
  return tree;
}

test("a closed directory that may hold the name that is not found is told", () => {
  const hidden = (links: number): readonly HiddenName[] => {
    const world = new LinkedWorld(links);
    const tree = writeOne(world);
    world.closed = "/home/deep";
    return loadOtherNames(tree, ["/work", "/home"]);
  };
  assert.deepEqual(hidden(3), [{ path: "/work/one", closed: "/home/deep" }]);
  assert.deepEqual(hidden(2), []);
});

test("the search for other names ends where all of them are found", () => {
  const world = new LinkedWorld(2);
  assert.deepEqual(changeOne(world).toSorted(), ["/work/one", "/work/two"]);
  assert.deepEqual(world.read, ["/work"]);
});

test("a name that lies elsewhere is looked for there", () => {
  const world = new LinkedWorld(3);
  assert.deepEqual(changeOne(world).toSorted(), ["/home/deep/three", "/work/one", "/work/two"]);
  assert.ok(world.read.includes("/home/deep"));
  assert.ok(!world.read.includes("/home/other"));
});
