import type { Access } from "../effect.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import { setAccess } from "./attributes.ts";
import { type Binding, findPlace, recordAt, refusalToRemove } from "./binding.ts";
import { contentSize, isSameContent } from "./contents.ts";
import type { Content } from "./files.ts";
import { addNode } from "./names.ts";
import { copyOf, type FileNode, makeNode, statusOf } from "./node.ts";
import { isInGroup } from "./permissions.ts";
import type { Place } from "./tree.ts";

/**
 * What programs do that write a new file beside the old one and rename it over: `sed -i`, rsync.
 * The name is a new file's afterwards, even where it was a link.
 */
export function replace(
  binding: Binding,
  path: Path,
  content: Content,
  wanted: Partial<Access>,
): ErrorCode | undefined {
  const place = findPlace(binding, path, "name");
  if (isError(place)) return place;
  const access = accessOf(binding, place, wanted);
  if (place.node === undefined) {
    const error = addNode(binding, place, { type: "file", mode: access.mode, content });
    if (error === undefined) setAccess(binding, path, access);
    return error;
  }
  if (place.node.type === "directory") return "EISDIR";
  const refusal = refusalToRemove(binding, { ...place, node: place.node });
  if (refusal !== undefined) return refusal;
  takeName(binding, place, place.node, content, access);
  return undefined;
}

function takeName(
  binding: Binding,
  place: Place,
  old: FileNode,
  content: Content,
  access: Access,
): void {
  const { path } = place;
  const size = contentSize(content);
  const isSame = old.type === "file" && isSameContent(binding.tree.world, old.content, content);
  const node = makeNode({ type: "file", access, content, device: place.parent.device });
  const before = statusOf(old);
  old.links -= 1;
  place.parent.children.set(place.name, node);
  recordAt(binding, path, {
    kind: "write",
    path,
    before,
    how: "replace",
    isSame,
    ...(size === undefined ? {} : { size }),
    ...copyOf(content),
    cause: binding.cause,
  });
}

/** The owner wished for, as far as the identity may give files away. */
function accessOf(binding: Binding, place: Place, wanted: Partial<Access>): Access {
  const { identity } = binding;
  const own = (place.parent.mode & 0o2000) !== 0 ? place.parent.gid : identity.gid;
  const mayOwn = identity.capabilities.has("chown");
  const mayGroup = mayOwn || (wanted.gid !== undefined && isInGroup(identity, wanted.gid));
  return {
    mode: wanted.mode ?? 0o666 & ~binding.umask,
    uid: mayOwn ? (wanted.uid ?? identity.uid) : identity.uid,
    gid: mayGroup ? (wanted.gid ?? own) : own,
  };
}
