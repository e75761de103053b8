import type { DiskBefore } from "../domain/disk-before.ts";
import { type Identity, rootIdentity } from "../domain/identity.ts";
import { bindFiles } from "../domain/view/bound-files.ts";
import type { Files } from "../domain/view/files.ts";
import { FileTree } from "../domain/view/tree.ts";
import { isError } from "../domain/world.ts";
import type { Machine } from "./foresee.ts";

/** Looks at the disk in a view of its own, in which nothing has happened. */
export function lookBefore({ world, facts }: Machine): DiskBefore {
  const filesOf = (identity: Identity): Files =>
    bindFiles({
      tree: new FileTree(world, facts.mounts, Number.POSITIVE_INFINITY),
      identity,
      directory: "/",
      umask: 0,
      cause: { program: "", command: [], span: [0, 0], identity, directory: "/", wrappers: [] },
      record: () => undefined,
      unknown: () => undefined,
    });
  const { identity } = facts.caller;
  return {
    status: (path) => {
      const status = filesOf(rootIdentity()).stat(path);
      return isError(status) ? undefined : status;
    },
    isOpenTo: (path, want, group) => {
      const groups = group === undefined ? identity.groups : [...identity.groups, group];
      const files = filesOf({ ...identity, groups });
      return want.every((one) => files.access(path, one) === undefined);
    },
  };
}
