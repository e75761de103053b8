import { rootIdentity } from "../../src/domain/identity.ts";
import { bindFiles } from "../../src/domain/view/bound-files.ts";
import type { Files } from "../../src/domain/view/files.ts";
import type { FileTree } from "../../src/domain/view/tree.ts";

/** A view for root in /work; what it cannot know is told to `say`. */
export function rootFiles(tree: FileTree, say: (reason: string) => void = () => {}): Files {
  const identity = rootIdentity();
  const command = { program: "", command: [], span: [0, 0] as const, wrappers: [] };
  return bindFiles({
    tree,
    identity,
    directory: "/work",
    umask: 0o022,
    cause: { ...command, identity, directory: "/work" },
    record: () => undefined,
    unknown: ({ reason }) => say(reason),
  });
}
