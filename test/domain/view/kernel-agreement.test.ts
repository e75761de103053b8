import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { plainArgument } from "../../../src/domain/argument.ts";
import type { Cause } from "../../../src/domain/effect.ts";
import { type Identity, rootIdentity } from "../../../src/domain/identity.ts";
import { bindFiles } from "../../../src/domain/view/bound-files.ts";
import { listChanges } from "../../../src/domain/view/changes.ts";
import type { Files } from "../../../src/domain/view/files.ts";
import { FileTree } from "../../../src/domain/view/tree.ts";
import { isError } from "../../../src/domain/world.ts";
import { makeWorld } from "../../../src/system/world.ts";
import { makeThrowaway } from "../../suite/throwaway.ts";
import { compareTrees, readTree } from "../../suite/tree-changes.ts";
import { skipUnless } from "../../support/need.ts";

/** One system call on names below the folder of the test. */
type Operation = readonly [call: string, first: string, second: string, mode: number];

const identities: Record<string, Identity> = {
  root: rootIdentity(),
  "an ordinary account": { uid: 33, gid: 33, groups: [33], capabilities: new Set() },
};
const calls = [
  "unlink",
  "rmdir",
  "mkdir",
  "rename",
  "link",
  "symlink",
  "chmod",
  "write",
  "append",
  "chown",
];
const names = [
  "a",
  "b",
  "d",
  "d/x",
  "d/e",
  "d/e/y",
  "l",
  "l/x",
  "n",
  "sticky/f",
  "closed/z",
  "d/",
  "d/..",
  "loop",
];
const modes = [0o777, 0o700, 0o500, 0o555, 0o4755, 0o2755, 0o1777, 0];

/** Random system calls really made, and made in the view: same errors, same trees. */
for (const [who, identity] of Object.entries(identities)) {
  describe(`the view as ${who}`, { skip: skipUnless({ root: true }) }, () => {
    it("agrees with the kernel", () => {
      const name = fc.constantFrom(...names);
      const operation = fc.tuple(fc.constantFrom(...calls), name, name, fc.constantFrom(...modes));
      fc.assert(
        fc.property(fc.array(operation, { maxLength: 12 }), (operations) =>
          agree(operations, identity),
        ),
        { numRuns: 400 },
      );
    });
  });
}

function agree(operations: readonly Operation[], identity: Identity): void {
  const throwaway = makeThrowaway("kernel");
  try {
    plant(throwaway.path);
    const tree = new FileTree(makeWorld(), oneMount, Number.POSITIVE_INFINITY);
    const files = bind(tree, identity, throwaway.path);
    const before = readTree(throwaway.path);
    const foretold = operations.map((operation) => perform(files, operation));
    const changes = listChanges(tree, [throwaway.path]);
    assert.deepEqual(foretold, really(operations, identity, throwaway.path));
    const real = compareTrees(before, readTree(throwaway.path));
    const byPath = (entries: typeof real): string[] =>
      entries.map(({ path, change }) => `${path} ${change}`).sort();
    assert.deepEqual(byPath(changes), byPath(real));
  } finally {
    throwaway.remove();
  }
}

function plant(folder: string): void {
  const own = (path: string): void => fs.lchownSync(join(folder, path), 33, 33);
  for (const path of ["d", "d/e", "sticky", "closed"]) fs.mkdirSync(join(folder, path));
  for (const path of ["a", "d/x", "d/e/y", "sticky/f", "closed/z"])
    fs.writeFileSync(join(folder, path), path);
  fs.linkSync(join(folder, "a"), join(folder, "b"));
  fs.symlinkSync("d", join(folder, "l"));
  fs.symlinkSync("loop", join(folder, "loop"));
  for (const path of ["a", "d", "d/x", "d/e", "l"]) own(path);
  fs.chmodSync(join(folder, "sticky"), 0o1777);
  fs.chmodSync(join(folder, "closed"), 0o700);
  fs.lchownSync(folder, 33, 33);
}

const mount = { path: "/", device: 0, source: "test", type: "ext4", isReadOnly: false };
const oneMount = { list: [mount], of: () => mount, device: () => undefined };

function bind(tree: FileTree, identity: Identity, directory: string): Files {
  const cause: Cause = {
    program: "test",
    command: [plainArgument("test")],
    span: [0, 4],
    identity,
    directory,
    wrappers: [],
  };
  const ignore = (): void => undefined;
  return bindFiles({
    tree,
    identity,
    directory,
    umask: 0o022,
    cause,
    record: ignore,
    unknown: ignore,
  });
}

function perform(files: Files, [call, first, second, mode]: Operation): string {
  const text = (content: string) => ({ kind: "text", text: content }) as const;
  const results: Record<string, () => unknown> = {
    unlink: () => files.unlink(first),
    rmdir: () => files.removeDirectory(first),
    mkdir: () => files.makeDirectory(first, mode),
    rename: () => files.rename(first, second),
    link: () => files.hardLink(first, second),
    symlink: () => files.symbolicLink(second, first),
    chmod: () => files.changeMode(first, mode),
    write: () => files.write(first, text(second)),
    append: () => files.write(first, text(second), { how: "append" }),
    chown: () => files.changeOwner(first, undefined, mode === 0 ? 0 : 33),
  };
  const result = results[call]?.();
  return isError(result) ? result : "done";
}

function really(
  operations: readonly Operation[],
  identity: Identity,
  folder: string,
): readonly string[] {
  const { cwd, umask } = { cwd: process.cwd(), umask: process.umask(0o022) };
  process.chdir(folder);
  if (identity.uid !== 0) {
    process.setgroups?.([identity.gid]);
    process.setegid?.(identity.gid);
    process.seteuid?.(identity.uid);
  }
  try {
    return operations.map(reallyPerform);
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.([0]);
    process.chdir(cwd);
    process.umask(umask);
  }
}

function reallyPerform([call, first, second, mode]: Operation): string {
  const real: Record<string, () => void> = {
    unlink: () => fs.unlinkSync(first),
    rmdir: () => fs.rmdirSync(first),
    mkdir: () => void fs.mkdirSync(first, mode),
    rename: () => fs.renameSync(first, second),
    link: () => fs.linkSync(first, second),
    symlink: () => fs.symlinkSync(second, first),
    chmod: () => fs.chmodSync(first, mode),
    write: () => fs.writeFileSync(first, second),
    append: () => fs.appendFileSync(first, second),
    chown: () => fs.chownSync(first, -1 >>> 0, mode === 0 ? 0 : 33),
  };
  try {
    real[call]?.();
    return "done";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
