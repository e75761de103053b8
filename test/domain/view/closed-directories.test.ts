import assert from "node:assert/strict";
import { test } from "node:test";
import type { MountFacts } from "../../../src/domain/facts.ts";
import { FileTree } from "../../../src/domain/view/tree.ts";
import type { Path } from "../../../src/domain/world.ts";
import { MemoryWorld } from "../../support/memory-world.ts";
import { rootFiles } from "../../support/root-files.ts";

const mounts: MountFacts = { list: [], of: () => undefined, device: () => undefined };

class ClosedWorld extends MemoryWorld {
  override readDirectory(path: Path): ReturnType<MemoryWorld["readDirectory"]> {
    return path.endsWith("/closed") ? "EACCES" : super.readDirectory(path);
  }
}

/** What is said to be unknown of moving `from`. */
function move(from: Path, paths: readonly Path[]): readonly string[] {
  const world = new ClosedWorld();
  for (const path of paths) world.file(path);
  const tree = new FileTree(world, mounts, 5000);
  const reasons: string[] = [];
  const files = rootFiles(tree, (reason) => reasons.push(reason));
  assert.equal(files.rename(from, "moved"), undefined);
  return reasons;
}

test("of a directory that moves a closed one deep inside is told, and only then", () => {
  const reason = "what is inside /work/top/deep/closed cannot be read by this account";
  assert.deepEqual(move("top", ["/work/top/a", "/work/top/deep/closed/b"]), [reason]);
  assert.deepEqual(move("top", ["/work/top/a", "/work/top/deep/open/b"]), []);
});
